// What the generated classes share. Internal, as in the C# package.

export const writeUtilities = version => `    internal static class Utilities
    {
        public static string Version => "${version}";

        public static string? GetEnv(params string[] names)
        {
            foreach (var name in names)
            {
                if (Environment.GetEnvironmentVariable(name) is { } value)
                {
                    return value;
                }
            }

            return null;
        }

        public static InvokeOptions WithDefaults(this InvokeOptions? options)
        {
            var complete = options ?? new InvokeOptions();
            complete.Version ??= Version;
            return complete;
        }

        public static InvokeOutputOptions WithDefaults(this InvokeOutputOptions? options)
        {
            var complete = options ?? new InvokeOutputOptions();
            complete.Version ??= Version;
            return complete;
        }
    }

    internal sealed class AwsResourceTypeAttribute : ResourceTypeAttribute
    {
        public AwsResourceTypeAttribute(string type) : base(type, Utilities.Version)
        {
        }
    }
`;
