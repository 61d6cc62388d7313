using OxyPlot;

namespace Appointments.Drills.Evidence;

/// <summary>Colours that people with any colour vision can tell apart (Okabe and Ito, "Color Universal Design").</summary>
internal static class Palette
{
    public static readonly OxyColor Failed = OxyColor.Parse("#D55E00"), Refused = OxyColor.Parse("#CC79A7"), Looked = OxyColor.Parse("#BBBBBB"), Ink = OxyColor.Parse("#222222"), Grid = OxyColor.Parse("#E5E5E5"), Step = OxyColor.Parse("#666666");

    private static readonly OxyColor[] Regions = [OxyColor.Parse("#0072B2"), OxyColor.Parse("#E69F00"), OxyColor.Parse("#009E73"), OxyColor.Parse("#56B4E9")];

    /// <summary>The same region has the same colour in every plot.</summary>
    public static OxyColor Region(int index) => Regions[index % Regions.Length];
}
