using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

// A custom runtime that does what its event says. What it does before its first event is said by the variable INIT.
var root = $"http://{Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API")}/2018-06-01/runtime/";
using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };

var init = Environment.GetEnvironmentVariable("INIT") ?? "";
if (init == "hang")
{
    await Task.Delay(Timeout.Infinite);
}

if (init == "exit")
{
    Console.Error.WriteLine("init: last words");
    return 3;
}

if (init.StartsWith("error-unless:", StringComparison.Ordinal) && !File.Exists(init["error-unless:".Length..]))
{
    using var refused = await http.PostAsync(root + "init/error", Json(new JsonObject { ["errorType"] = "Sample.InitFailed", ["errorMessage"] = "The file is not there." }));
    return 1;
}

var served = 0;
while (true)
{
    using var next = await http.GetAsync(root + "invocation/next");
    var id = next.Headers.GetValues("Lambda-Runtime-Aws-Request-Id").Single();
    var text = await next.Content.ReadAsStringAsync();
    var body = JsonNode.Parse(text)!;
    served++;
    switch ((string?)body["do"])
    {
        case "throw":
            await PostAsync("error", Json(new JsonObject { ["errorType"] = "Sample.Thrown", ["errorMessage"] = (string?)body["message"] }));
            break;
        case "throw-nonsense":
            await PostAsync("error", new StringContent("not json"));
            break;
        case "hang":
            Console.WriteLine("hanging");
            await Task.Delay(Timeout.Infinite);
            break;
        case "exit":
            Console.Error.WriteLine("last words");
            return (int)body["code"]!;
        case "exit-after-answer":
            await PostAsync("response", Json(Facts()));
            return 0;
        case "environment":
            var variables = new JsonObject();
            foreach (System.Collections.DictionaryEntry variable in Environment.GetEnvironmentVariables())
            {
                variables[(string)variable.Key] = (string?)variable.Value;
            }

            await PostAsync("response", Json(variables));
            break;
        case "meet": // shows that it runs, and goes on once it is told to
            using (var meeting = new TcpClient())
            {
                await meeting.ConnectAsync(IPAddress.Loopback, (int)body["port"]!);
                _ = await meeting.GetStream().ReadAsync(new byte[1]);
            }

            await PostAsync("response", Json(Facts()));
            break;
        case "big":
            await PostAsync("response", new StringContent(new string(' ', (int)body["bytes"]!)));
            break;
        case "wrong-id":
            using (var wrong = await http.PostAsync(root + "invocation/none/response", Json(new JsonObject())))
            {
                await PostAsync("response", Json(new JsonObject { ["status"] = (int)wrong.StatusCode, ["said"] = JsonNode.Parse(await wrong.Content.ReadAsStringAsync()) }));
            }

            break;
        default:
            Console.WriteLine($"served {served}");
            await PostAsync("response", Json(Facts()));
            break;
    }

    JsonObject Facts() => new()
    {
        ["pid"] = Environment.ProcessId,
        ["served"] = served,
        ["event"] = body.DeepClone(),
        ["arn"] = next.Headers.GetValues("Lambda-Runtime-Invoked-Function-Arn").Single(),
        ["deadline"] = next.Headers.GetValues("Lambda-Runtime-Deadline-Ms").Single(),
        ["trace"] = next.Headers.GetValues("Lambda-Runtime-Trace-Id").Single(),
    };

    async Task PostAsync(string what, HttpContent content)
    {
        using var reply = await http.PostAsync($"{root}invocation/{id}/{what}", content);
        if (reply.StatusCode != HttpStatusCode.RequestEntityTooLarge)
        {
            reply.EnsureSuccessStatusCode();
            JsonDocument.Parse(await reply.Content.ReadAsStringAsync()).Dispose(); // the .NET runtime client wants JSON here
        }
    }
}

static StringContent Json(JsonNode node) => new(node.ToJsonString(), Encoding.UTF8, "application/json");
