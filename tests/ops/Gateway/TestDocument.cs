namespace Appointments.Tests.Gateway;

/// <summary>A small API with one of each: validator and SQS, DynamoDB, functions, mock.</summary>
internal static class TestDocument
{
    public const string Stage = "Prod";
    public const string Key = "a-key-of-twenty-characters";
    public const string KeyId = "key-1";

    public const string Text = """
        {
          "openapi": "3.0.1",
          "info": { "title": "test", "version": "1" },
          "x-amazon-apigateway-api-key-source": "HEADER",
          "x-amazon-apigateway-request-validators": {
            "all": { "validateRequestBody": true, "validateRequestParameters": true },
            "parameters": { "validateRequestBody": false, "validateRequestParameters": true }
          },
          "x-amazon-apigateway-gateway-responses": {
            "BAD_REQUEST_BODY": {
              "statusCode": 400,
              "responseParameters": { "gatewayresponse.header.Cache-Control": "'no-store'", "gatewayresponse.header.x-seen": "context.requestId" },
              "responseTemplates": { "application/json": "{\"message\":$context.error.messageString,\"errors\":[{\"field\":\"body\",\"rule\":\"$context.error.validationErrorString\"}]}" }
            },
            "MISSING_AUTHENTICATION_TOKEN": {
              "statusCode": 404,
              "responseTemplates": { "application/json": "{\"message\":\"No such path.\",\"type\":\"$context.error.responseType\"}" }
            },
            "DEFAULT_5XX": {
              "responseTemplates": { "application/json": "{\"message\":$context.error.messageString,\"errors\":[]}" }
            }
          },
          "paths": {
            "/peru": {
              "post": {
                "security": [{ "api_key": [] }],
                "x-amazon-apigateway-request-validator": "all",
                "requestBody": { "required": true, "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Registration" } } } },
                "responses": {},
                "x-amazon-apigateway-integration": {
                  "type": "aws",
                  "httpMethod": "POST",
                  "uri": "arn:aws:apigateway:us-east-1:sqs:path/123456789012/peru.fifo",
                  "credentials": "arn:aws:iam::123456789012:role/api",
                  "passthroughBehavior": "never",
                  "requestParameters": { "integration.request.header.Content-Type": "'application/x-www-form-urlencoded'" },
                  "requestTemplates": {
                    "application/json": "#set($body = $input.path('$'))Action=SendMessage&MessageBody=%7B%22appointmentId%22%3A%22$util.urlEncode($body.appointmentId)%22%7D&MessageGroupId=$util.urlEncode($body.schedule)&MessageDeduplicationId=$util.urlEncode($body.appointmentId)&MessageAttribute.1.Name=requestId&MessageAttribute.1.Value.DataType=String&MessageAttribute.1.Value.StringValue=$context.requestId&MessageAttribute.2.Name=acceptedAt&MessageAttribute.2.Value.DataType=Number&MessageAttribute.2.Value.StringValue=$context.requestTimeEpoch&MessageAttribute.3.Name=apiKeyId&MessageAttribute.3.Value.DataType=String&MessageAttribute.3.Value.StringValue=$context.identity.apiKeyId"
                  },
                  "responses": {
                    "200": { "statusCode": "202", "responseParameters": { "method.response.header.x-message": "integration.response.body.SendMessageResponse.SendMessageResult.MessageId" }, "responseTemplates": { "application/json": "{\"status\":\"requested\",\"requestId\":\"$context.requestId\"}" } },
                    "4\\d{2}": { "statusCode": "500", "responseTemplates": { "application/json": "{\"message\":\"refused: $input.path('$.Error.Code')\"}" } },
                    "default": { "statusCode": "503", "responseTemplates": { "application/json": "{\"message\":\"later\"}" } }
                  }
                }
              },
              "x-amazon-apigateway-any-method": {
                "responses": {},
                "x-amazon-apigateway-integration": {
                  "type": "mock",
                  "passthroughBehavior": "never",
                  "requestTemplates": { "application/json": "{\"statusCode\":405}" },
                  "responses": { "405": { "statusCode": "405", "responseParameters": { "method.response.header.Allow": "'POST'" }, "responseTemplates": { "application/json": "{\"message\":\"Use POST.\"}" } } }
                }
              }
            },
            "/appointments": {
              "get": {
                "security": [{ "api_key": [] }],
                "responses": {},
                "x-amazon-apigateway-integration": { "type": "aws_proxy", "httpMethod": "POST", "uri": "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:list/invocations" }
              }
            },
            "/appointments/{appointmentId}": {
              "parameters": [{ "name": "appointmentId", "in": "path", "required": true, "schema": { "type": "string" } }],
              "get": {
                "security": [{ "api_key": [] }],
                "parameters": [{ "name": "view", "in": "query", "required": true, "schema": { "type": "string" } }, { "name": "x-reason", "in": "header", "required": true, "schema": { "type": "string" } }],
                "x-amazon-apigateway-request-validator": "parameters",
                "responses": {},
                "x-amazon-apigateway-integration": { "type": "aws_proxy", "httpMethod": "POST", "uri": "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:list/invocations" }
              }
            },
            "/free/{id}": {
              "post": {
                "responses": {},
                "x-amazon-apigateway-integration": { "type": "aws_proxy", "httpMethod": "POST", "timeoutInMillis": 5000, "uri": "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:free/invocations" }
              }
            },
            "/free/known": {
              "post": {
                "responses": {},
                "x-amazon-apigateway-integration": { "type": "aws_proxy", "httpMethod": "POST", "uri": "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:known/invocations" }
              }
            },
            "/health": {
              "get": {
                "responses": {},
                "x-amazon-apigateway-integration": {
                  "type": "aws",
                  "httpMethod": "POST",
                  "uri": "arn:aws:apigateway:us-east-1:dynamodb:action/GetItem",
                  "passthroughBehavior": "when_no_templates",
                  "requestTemplates": { "application/json": "{\"TableName\":\"regions\",\"Key\":{\"region\":{\"S\":\"us-east-1\"}}}" },
                  "responses": {
                    "200": { "statusCode": "200", "responseTemplates": { "application/json": "#if($input.path('$.Item'))#set($context.responseOverride.status = 503)#set($context.responseOverride.header.Retry-After = '60'){\"status\":\"drained\"}#else{\"status\":\"ok\"}#end" } },
                    "default": { "statusCode": "503", "responseTemplates": { "application/json": "{\"status\":\"unavailable\"}" } }
                  }
                }
              }
            }
          },
          "components": {
            "securitySchemes": { "api_key": { "type": "apiKey", "name": "x-api-key", "in": "header" } },
            "schemas": {
              "Id": { "type": "string", "pattern": "^[A-Za-z0-9._:-]{1,100}$" },
              "Registration": {
                "type": "object",
                "required": ["appointmentId", "schedule", "status"],
                "additionalProperties": false,
                "properties": {
                  "appointmentId": { "$ref": "#/components/schemas/Id" },
                  "schedule": { "type": "string", "minLength": 1, "maxLength": 8 },
                  "status": { "type": "string", "enum": ["requested"] },
                  "party": { "type": "integer", "minimum": 1 }
                }
              }
            }
          }
        }
        """;
}
