using System.Globalization;
using System.Net;
using System.Text;
using Appointments.Drills.Experiments;
using Appointments.Drills.Running;

namespace Appointments.Drills.Evidence;

/// <summary>A drill's evidence for people: one HTML file that needs nothing else.</summary>
public sealed class ReportPage
{
    private const string Style = """
        body{font:15px/1.5 system-ui,sans-serif;color:#222;max-width:1000px;margin:2rem auto;padding:0 1rem}
        h1{font-size:1.5rem;margin:.2rem 0}h2{font-size:1.1rem;margin:2rem 0 .5rem;border-bottom:1px solid #ddd}
        .verdict{display:inline-block;padding:.15rem .8rem;border-radius:.3rem;color:#fff;font-weight:700}.pass{background:#00724f}.fail{background:#b34700}
        table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.25rem .6rem;border-bottom:1px solid #eee}th{font-weight:600;background:#f7f7f7}
        td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}td:first-child{white-space:nowrap}.bad{color:#b34700;font-weight:700}code{font-size:.9em;word-break:break-word}.muted{color:#666}svg{max-width:100%;height:auto}
        figure{margin:1rem 0}figcaption{font-weight:700;font-size:.85rem}figcaption ul{display:flex;flex-wrap:wrap;gap:0 1.2rem;margin:0;padding:0;list-style:none;font-weight:400}figcaption i{display:inline-block;border:.35rem solid;margin-right:.4rem}
        """;

    private readonly StringBuilder page = new();
    private readonly DrillReport report;
    private readonly DrillRecord record;

    private ReportPage(DrillReport report, DrillRecord record) => (this.report, this.record) = (report, record);

    public static string Of(DrillReport report, DrillRecord record) => new ReportPage(report, record).Write();

    private string Write()
    {
        page.Append($"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Text(report.Name)}: {(report.Passed ? "passed" : "not passed")}</title><style>{Style}</style></head><body>");
        Head();
        Figures();
        page.Append("<h2>Timeline</h2>");
        foreach (var plot in new Plots(report, record).All())
            page.Append(plot);
        Appointments();
        Steps();
        return page.Append("</body></html>\n").ToString();
    }

    private void Head()
    {
        var setting = report.Setting;
        page.Append($"<p><span class=\"verdict {(report.Passed ? "pass\">PASSED" : "fail\">NOT PASSED")}</span></p><h1>{Text(report.Title)}</h1><p>{Text(record.Journal.Experiment.Description)}</p>");
        foreach (var reason in report.Reasons)
            page.Append($"<p class=\"bad\">{Text(reason)}</p>");
        page.Append($"<p class=\"muted\">Drill <code>{Text(report.Name)}</code> against {Text(setting.System)}; {Text(setting.Region)} was hit. {report.Start:yyyy-MM-dd HH:mm:ss} to {report.End:HH:mm:ss} UTC. Seed {setting.Seed}, {Number(setting.RequestsPerSecond)} requests a second to {Text(string.Join(" and ", setting.Targets))}. ");
        page.Append(setting.TimeScale is 1 ? "The routing's clock ran as on AWS. " : $"<b>The routing's clock ran {Number(setting.TimeScale)} times as fast</b> (health checks' intervals, records' times to live; functions, queues and replication did not): objectives of times that hang on it are compared with what is measured times {Number(setting.TimeScale)}, the most it can be at scale 1. ");
        page.Append($"{report.Load.Requests} requests were sent ({report.Load.Late} of them started late because the machine that sends was busy), of {report.Load.Writes} writes {report.Load.Accepted} were accepted, {report.Load.Refused} refused, {report.Load.Unknown} not known.</p>");
    }

    private void Figures()
    {
        page.Append("<h2>Figures</h2><table><tr><th>figure<th>measured<th>at scale 1, at most<th>allowed<th>what it is</tr>");
        foreach (var figure in report.Figures)
            page.Append($"<tr><td>{Text(figure.Name)}<td class=\"n{(figure.Met is false || !figure.IsEnough ? " bad" : "")}\">{Number(figure.Value)}{(figure.Value is null ? "" : $" {Text(figure.Unit)}")}<td class=\"n\">{Number(figure.AtScaleOne)}<td class=\"n\">{Number(figure.Objective)}{(figure.Needed is { } least ? $", {Number(least)} at least" : "")}<td class=\"muted\">{Text(FigureMeanings.All[figure.Name])}</tr>");
        page.Append("</table>");
    }

    /// <summary>Every appointment that something happened to, by name.</summary>
    private void Appointments()
    {
        Named("What the checker found", report.Findings.Select(finding => (string.Join(", ", finding.AppointmentIds), $"{finding.Kind}: {finding.Sentence}")), record.Verdict is null ? $"Nothing was checked: {Text(record.Unreadable ?? "")}" : record.Settled is null ? "Nothing, but not everything had come to rest: what was still under way is not judged." : "Every promise was kept.");
        Named("Delayed: accepted, and not shown by the other region until recovery", report.Delayed.Select(each => (each.AppointmentId, $"{each.Status}, accepted {each.AcceptedAt:HH:mm:ss.fff}, missing in {each.Missing}")), "None.");
        if (record.Journal.Experiment.Terms.Backup is not null)
            Named("Gone: accepted, lost, and too late for the backup", report.Gone.Select(each => (each.AppointmentId, $"{each.Status}, accepted {each.AcceptedAt:HH:mm:ss.fff}")), "None.");
        Named("Conflicts, and how each was resolved", report.Conflicts.Select(each => (each.AppointmentId, each.Sentence)), "None.");
        Named("Set aside in quarantine, for a person", report.SetAside.Select(id => (id, "accepted, and only in quarantine")), "None.");
        Named("What was not checked", report.NotChecked.Select(note => ("", note)), "Nothing was left out.");
    }

    private void Named(string title, IEnumerable<(string Id, string What)> entries, string none)
    {
        var all = entries.ToArray();
        page.Append($"<h2>{title}{(all is [] ? "" : $" ({all.Length})")}</h2>");
        if (all is [])
        {
            page.Append($"<p class=\"muted\">{none}</p>");
            return;
        }
        page.Append("<table>");
        foreach (var (id, what) in all)
            page.Append($"<tr><td><code>{Text(id)}</code><td>{Text(what)}</tr>");
        page.Append("</table>");
    }

    private void Steps()
    {
        var journal = record.Journal;
        page.Append("<h2>What was done</h2><table><tr><th>at (UTC)<th>took<th>step<th>ended with</tr>");
        Steps("steady state before", journal.Before?.Probes ?? []);
        Steps("method", journal.Run);
        Steps("steady state after", journal.After?.Probes ?? []);
        Steps("rollbacks", journal.Rollbacks);
        page.Append("</table>");
    }

    private void Steps(string part, IReadOnlyCollection<ActivityRun> runs)
    {
        page.Append($"<tr><th colspan=\"4\">{part}{(runs.Count is 0 ? ": not run" : "")}</tr>");
        foreach (var run in runs)
        {
            var output = run.Result is { } result ? $"{result.ExitCode}{(run.Activity.Kind is ActivityKind.Probe && result.Output.Trim() is { Length: > 0 and < 40 } found ? $", found {found}" : "")}" : "interrupted";
            page.Append($"<tr><td class=\"n\">{run.Start:HH:mm:ss.fff}<td class=\"n\">{Number((run.End - run.Start).TotalSeconds)} s<td>{Text(run.Activity.Name)}<br><code>{Text(run.Activity.Command)}</code><td class=\"{(run.ToleranceMet is false || !run.Succeeded ? "bad" : "")}\">{Text(output)}{(run.ToleranceMet is false ? ", out of tolerance" : "")}</tr>");
        }
    }

    private static string Number(double? value) => value?.ToString("0.###", CultureInfo.InvariantCulture) ?? "–";

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
