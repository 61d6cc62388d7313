namespace Appointments.Local.Velocity;

/// <summary>
/// What API Gateway adds to Velocity, in the language that the engine speaks: <c>$input</c>, <c>$util</c>, <c>$context</c>, <c>$stageVariables</c>
/// (AWS, "Variables for data transformations for API Gateway"), and those methods of Java's String, List and Map that templates call.
/// </summary>
internal static class VelocityPrelude
{
    public const string Script = """
        (function (global) {
          const templates = [];
          const text = value => value === undefined || value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
          // A JSON null reads as nothing, and nothing renders as empty text.
          const parse = json => JSON.parse(json, (key, value) => value === null ? undefined : value);

          // java.net.URLEncoder: encodeURIComponent, but a space is '+' and ! ' ( ) ~ are encoded; half a surrogate pair becomes '?'.
          const wellFormed = value => value.replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]|[\uD800-\uDFFF]/g, match => match.length === 2 ? match : '?');
          const urlEncode = value => encodeURIComponent(wellFormed(text(value))).replace(/[!'()~]/g, c => '%' + c.charCodeAt(0).toString(16).toUpperCase()).replace(/%20/g, '+');

          // Commons Lang's StringEscapeUtils.escapeJavaScript: also ' and /, and everything outside printable ASCII.
          const short = { '\b': '\\b', '\n': '\\n', '\t': '\\t', '\f': '\\f', '\r': '\\r', '"': '\\"', "'": "\\'", '\\': '\\\\', '/': '\\/' };
          const escapeJavaScript = value => text(value).replace(/["'\\\/\u0000-\u001f\u007f-\uffff]/g,
            c => short[c] || '\\u' + c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0'));

          const util = {
            urlEncode,
            urlDecode: value => decodeURIComponent(text(value).replace(/\+/g, ' ')),
            escapeJavaScript,
            base64Encode: value => host.base64Encode(text(value)),
            base64Decode: value => host.base64Decode(text(value)),
            parseJson: value => parse(text(value)),
          };

          const isText = context => typeof context === 'string';
          const isObject = context => typeof context === 'object' && context !== null;
          const on = (fits, name, run) => ({ uid: name, match: ({ property, context }) => property === name && fits(context), resolve: ({ context, params }) => run(context, ...params) });
          const java = [
            on(isText, 'length', value => value.length),
            on(isText, 'isEmpty', value => value.length === 0),
            on(isText, 'equals', (value, other) => value === other),
            on(isText, 'equalsIgnoreCase', (value, other) => isText(other) && value.toLowerCase() === other.toLowerCase()),
            on(isText, 'contains', (value, other) => value.includes(other)),
            on(isText, 'replace', (value, from, to) => value.split(from).join(to)),
            on(isText, 'replaceAll', (value, pattern, to) => value.replace(new RegExp(pattern, 'g'), to)),
            on(isText, 'replaceFirst', (value, pattern, to) => value.replace(new RegExp(pattern), to)),
            on(isText, 'matches', (value, pattern) => new RegExp('^(?:' + pattern + ')$').test(value)),
            on(isText, 'split', (value, pattern) => value.split(new RegExp(pattern))),
            on(isObject, 'isEmpty', value => Object.keys(value).length === 0),
            on(isObject, 'count', value => Object.keys(value).length),
            on(isObject, 'containsKey', (value, key) => Object.hasOwn(value, key)),
            on(isObject, 'contains', (value, item) => Object.values(value).includes(item)),
            on(isObject, 'values', value => Object.values(value)),
          ];

          const inputOf = given => ({
            body: given.body.length === 0 ? '{}' : given.body,
            path: path => { const found = host.jsonPath(text(path)); return found === null ? undefined : parse(found); },
            json: path => host.jsonPath(text(path)) ?? '""',
            params: name => name === undefined ? given.params
              : [given.params.path, given.params.querystring, given.params.header].filter(from => Object.hasOwn(from, name)).map(from => from[name])[0] ?? '',
          });

          global.compile = template => templates.push(Velocity.parse(template)) - 1;
          global.render = (id, variables) => {
            const given = JSON.parse(variables);
            const context = given.context;
            context.responseOverride = { header: {} };
            context.requestOverride = { header: {}, path: {}, querystring: {} };
            const made = new Velocity.Compile(templates[id], { customMethodHandlers: java })
              .render({ input: inputOf(given), util, context, stageVariables: given.stageVariables }, {}, true);
            const headers = from => Object.fromEntries(Object.entries(from).map(([name, value]) => [name, text(value)]));
            return JSON.stringify({
              text: made,
              status: text(context.responseOverride.status),
              responseHeaders: headers(context.responseOverride.header),
              requestHeaders: headers(context.requestOverride.header),
            });
          };
        })(globalThis);
        """;
}
