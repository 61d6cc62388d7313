namespace Appointments.Checks.Moving;

/// <summary>What an update does with a resource.</summary>
public enum Move
{
    Create,

    /// <summary>Changed where it is: it stays, with what it holds.</summary>
    Update,

    /// <summary>A new one is made and the old one deleted, with what it held.</summary>
    Replace,

    Delete,

    /// <summary>No longer declared, and left in AWS.</summary>
    Leave,

    /// <summary>It changes, and whether in place is not known here: <see cref="ReplaceOnChange"/> does not have its type.</summary>
    UpdateOrReplace,
}
