using System.Collections.Immutable;
using System.Text.Json;

namespace Appointments.Plan;

/// <summary>Secrets in plain text: whoever reads the stack's file, or its history, knows them.</summary>
public static class PlainSecrets
{
    /// <summary>The environment variable in which Pulumi tells the program which settings it holds encrypted: a JSON array of full keys.</summary>
    public const string EncryptedKeysVariable = "PULUMI_CONFIG_SECRET_KEYS";

    /// <param name="stack">Whose settings they are.</param>
    /// <param name="isPlain">Whether something stands there that is not encrypted.</param>
    /// <exception cref="SettingsException">Some do; the message names each and what to do.</exception>
    public static void Refuse(string stack, Func<Setting, bool> isPlain)
    {
        var plain = Settings.All.Where(setting => setting.IsSecret && isPlain(setting))
            .Select(setting => new SettingProblem(setting.FullKey, "in plain text", "it encrypted, and a new one, because whoever reads the file knows this one", Mend.Of(setting, stack, Mend.NewSecret))).ToImmutableArray();
        if (plain is not [])
            throw new SettingsException(plain);
    }

    /// <summary>Of a program that Pulumi runs.</summary>
    /// <param name="stack">Which one.</param>
    /// <param name="encryptedKeys">What <see cref="EncryptedKeysVariable"/> holds; null: an engine that does not tell.</param>
    /// <param name="get">A key without prefix to its text; null where it is not set.</param>
    /// <exception cref="SettingsException">Some do.</exception>
    public static void Refuse(string stack, string? encryptedKeys, Func<string, string?> get)
    {
        if (encryptedKeys is null)
            return;
        var encrypted = JsonSerializer.Deserialize<string[]>(encryptedKeys) ?? [];
        Refuse(stack, setting => !string.IsNullOrEmpty(get(setting.Key)) && !encrypted.Contains(setting.FullKey));
    }
}
