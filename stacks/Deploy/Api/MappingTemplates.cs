using Appointments.Contract;
using Appointments.Domain;

namespace Appointments.Deploy.Api;

/// <summary>
/// API Gateway's mapping templates (VTL). A registration's message is built anew from the validated fields, never from the raw body;
/// the models let no character through that would need escaping inside JSON.
/// </summary>
/// <remarks>Source: AWS, "API Gateway mapping template and access logging variable reference"; Amazon SQS API, "SendMessage".</remarks>
internal static class MappingTemplates
{
    /// <summary>
    /// One registration as SQS's <c>SendMessage</c> in the query protocol. On one line, because a line break would become part of a form field;
    /// JSON's own signs are percent-encoded here and not joined in the template, because engines differ in joining and in quotes within quotes.
    /// </summary>
    public static string SendRegistration(Country country, string region)
    {
        const string scheduled = "#if($schedule && $schedule != '')";
        return $"#set($id = $input.path('$.{RegistrationMessage.AppointmentId}'))#set($schedule = $input.path('$.{RegistrationMessage.Schedule}'))"
            + "Action=SendMessage"
            + "&MessageBody=" + Encoded($"{{\"{RegistrationMessage.AppointmentId}\":\"") + "$util.urlEncode($id)" + Encoded($"\",\"{RegistrationMessage.Country}\":\"{country.Code}\"")
            + scheduled + Encoded($",\"{RegistrationMessage.Schedule}\":\"") + "$util.urlEncode($schedule)" + Encoded("\"") + "#end"
            + Encoded($",\"{RegistrationMessage.Status}\":\"{AppointmentStatus.Requested.Wire()}\"}}")
            + $"&MessageGroupId={scheduled}$util.urlEncode($schedule)#else$util.urlEncode($id)#end"
            // With the key: what differs in it differs in what becomes of it (a drill may not use a patient's id), and must not be swallowed as the same. The # as %23: SQS takes it, a form does not.
            + "&MessageDeduplicationId=$util.urlEncode($id)%23$context.identity.apiKeyId"
            + Attributes(region);
    }

    private static string Encoded(string json) => Uri.EscapeDataString(json);

    private static string Attributes(string region)
    {
        (string Name, string Type, string Value)[] attributes =
        [
            (RegistrationMessage.RegionAttribute, "String", region),
            (RegistrationMessage.RequestIdAttribute, "String", "$context.requestId"),
            (RegistrationMessage.ApiKeyIdAttribute, "String", "$context.identity.apiKeyId"),
            (RegistrationMessage.AcceptedAtAttribute, "Number", "$context.requestTimeEpoch"),
        ];
        return string.Concat(attributes.Select((attribute, index) =>
        {
            var field = $"&MessageAttribute.{index + 1}";
            return $"{field}.Name={attribute.Name}{field}.Value.DataType={attribute.Type}{field}.Value.StringValue={attribute.Value}";
        }));
    }

    /// <summary>202's body. A direct integration's response cannot read the request: the request id is what the ledger keeps.</summary>
    public static string Accepted(string region) => $$"""{"status":"{{AppointmentStatus.Requested.Wire()}}","region":"{{region}}","requestId":"$context.requestId"}""";

    /// <summary>Reads whether a region is drained: DynamoDB's <c>GetItem</c>, strongly consistent.</summary>
    public static string GetRegionItem(string table, string region) =>
        $$$"""{"TableName":"{{{table}}}","Key":{"{{{RegionsTable.Region}}}":{"S":"{{{region}}}"}},"ConsistentRead":true}""";

    /// <summary>200 while the region is in service, 503 while it is drained. No answer from the table never gets here: it fails closed.</summary>
    public static string Health(string region) => $$"""
        #set($drainedAt = $input.path('$.Item.{{RegionsTable.DrainedAt}}.S'))
        #if($drainedAt && $drainedAt != '')
        #set($context.responseOverride.status = 503)
        {"message":"Region {{region}} is drained since ${drainedAt}.","errors":[]}
        #else
        {"status":"in-service","region":"{{region}}"}
        #end
        """;

    /// <summary>200 while the region is drained, 404 while it is not.</summary>
    public static string Drained(string region) => $$"""
        #set($drainedAt = $input.path('$.Item.{{RegionsTable.DrainedAt}}.S'))
        #if($drainedAt && $drainedAt != '')
        {"status":"drained","region":"{{region}}","drainedAt":"${drainedAt}"}
        #else
        #set($context.responseOverride.status = 404)
        {"message":"Region {{region}} is not drained.","errors":[]}
        #end
        """;
}
