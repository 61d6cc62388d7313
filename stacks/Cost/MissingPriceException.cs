namespace Appointments.Cost;

/// <summary>Something of the graph costs money and nobody knows how much; the message names it and says what to do.</summary>
public sealed class MissingPriceException(string message) : Exception(message);
