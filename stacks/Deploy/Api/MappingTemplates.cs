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
    /// <summary>One registration as SQS's <c>SendMessage</c> in the query protocol.</summary>
    public static string SendRegistration(Country country, string region)
    {
        var fields = $$"""
            #set($id = $input.path('$.{{RegistrationMessage.AppointmentId}}'))
            #set($schedule = $input.path('$.{{RegistrationMessage.Schedule}}'))
            #set($group = $id)
            #set($scheduleField = '')
            #if($schedule && $schedule != '')
            #set($group = $schedule)
            #set($scheduleField = ',"{{RegistrationMessage.Schedule}}":"' + $schedule + '"')
            #end
            #set($body = '{"{{RegistrationMessage.AppointmentId}}":"' + $id + '","{{RegistrationMessage.Country}}":"{{country.Code}}"' + $scheduleField + ',"{{RegistrationMessage.Status}}":"{{Statuses.Initial}}"}')
            """;
        var attributes = string.Concat(((string Name, string Type, string Value)[])
            [
                (RegistrationMessage.RegionAttribute, "String", region),
                (RegistrationMessage.RequestIdAttribute, "String", "$context.requestId"),
                (RegistrationMessage.ApiKeyIdAttribute, "String", "$context.identity.apiKeyId"),
                (RegistrationMessage.AcceptedAtAttribute, "Number", "$context.requestTimeEpoch"),
            ]
            is var all ? all.Select((attribute, index) =>
                $"&MessageAttribute.{index + 1}.Name={attribute.Name}&MessageAttribute.{index + 1}.Value.DataType={attribute.Type}&MessageAttribute.{index + 1}.Value.StringValue={attribute.Value}")
            : []);
        return $"{fields}\nAction=SendMessage&MessageBody=$util.urlEncode($body)&MessageGroupId=$util.urlEncode($group)&MessageDeduplicationId=$util.urlEncode($id){attributes}";
    }

    /// <summary>202's body. A direct integration's response cannot read the request: the request id is what the ledger keeps.</summary>
    public static string Accepted(string region) => $$"""{"status":"{{Statuses.Initial}}","region":"{{region}}","requestId":"$context.requestId"}""";

    /// <summary>Reads whether a region is drained: DynamoDB's <c>GetItem</c>, strongly consistent.</summary>
    public static string GetRegionItem(string table, string region) =>
        $$$"""{"TableName":"{{{table}}}","Key":{"{{{RegionsTable.Region}}}":{"S":"{{{region}}}"}},"ConsistentRead":true}""";

    /// <summary>200 while the region is in service, 503 while it is drained. No answer from the table never gets here: it fails closed.</summary>
    public static string Health(string region) => $$"""
        #set($drainedAt = $input.path('$.Item.{{RegionsTable.DrainedAt}}.S'))
        #if($drainedAt && $drainedAt != '')
        #set($context.responseOverride.status = 503)
        {"message":"Region {{region}} is drained since $drainedAt.","errors":[]}
        #else
        {"status":"in-service","region":"{{region}}"}
        #end
        """;
}
