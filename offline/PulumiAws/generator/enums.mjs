// An enum of the provider is a struct around its text, so that a value newer than the package can still be read.
import { obsolete } from "./classes.mjs";
import { identifier, upper } from "./spelling.mjs";

export const writeEnum = (name, values) => `    [EnumType]
    public readonly struct ${name} : IEquatable<${name}>
    {
        private readonly string _value;

        private ${name}(string value)
        {
            _value = value ?? throw new ArgumentNullException(nameof(value));
        }

${values.map(({ name: value, value: text, obsolete: why }) =>
  `${obsolete(why, "        ")}        public static ${name} ${identifier(upper(value))} { get; } = new ${name}(${JSON.stringify(text)});\n`).join("")}
        public static bool operator ==(${name} left, ${name} right) => left.Equals(right);
        public static bool operator !=(${name} left, ${name} right) => !left.Equals(right);
        public static explicit operator string(${name} value) => value._value;
        public override bool Equals(object? obj) => obj is ${name} other && Equals(other);
        public bool Equals(${name} other) => string.Equals(_value, other._value, StringComparison.Ordinal);
        public override int GetHashCode() => _value?.GetHashCode() ?? 0;
        public override string ToString() => _value;
    }
`;
