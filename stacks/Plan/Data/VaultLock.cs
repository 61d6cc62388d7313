namespace Appointments.Plan.Data;

/// <summary>Who may take backups away before their time.</summary>
/// <remarks>Source: AWS, "AWS Backup Vault Lock".</remarks>
public enum VaultLock
{
    /// <summary>Whoever IAM lets.</summary>
    Off,

    /// <summary>Only who may take the lock off.</summary>
    Governance,

    /// <summary>Nobody, not even AWS, once the days of grace are over.</summary>
    Compliance,
}
