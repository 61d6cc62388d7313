// The two kinds of class that hold members: what goes in (settable properties) and what comes out (read-only fields).
import { identifier } from "./spelling.mjs";

export const obsolete = (text, indent) => text ? `${indent}[Obsolete(@"${text.replaceAll('"', '""')}")]\n` : "";

/** @param facts secretInputs, jsonInputs, defaults of the resource's script; none for a nested type. */
export function inputClass(name, base, members, spelling, facts = {}) {
  const defaults = members.filter(member => facts.defaults?.has(member.name))
    .map(member => `            ${spelling.property(member)} = ${facts.defaults.get(member.name)};\n`).join("");
  return `
    public sealed class ${name} : global::Pulumi.${base}
    {
${members.map(member => inputProperty(member, spelling, facts)).join("\n")}
        public ${name}()
        {
${defaults}        }
        public static new ${name} Empty => new ${name}();
    }
`;
}

function inputProperty(member, spelling, facts) {
  const type = spelling.whole(member), name = spelling.property(member);
  const isCollection = member.type.kind === "list" || member.type.kind === "map";
  const isSecret = spelling.wraps && facts.secretInputs?.has(member.name);
  const attribute = `        [Input("${member.name}"${member.given ? ", required: true" : ""}${facts.jsonInputs?.has(member.name) ? ", json: true" : ""})]\n`;
  if (!isCollection && !isSecret) {
    const unset = member.given ? (spelling.isValue(member) ? "" : " = null!;") : "";
    return `${obsolete(member.obsolete, "        ")}${attribute}        public ${type}${member.given ? "" : "?"} ${name} { get; set; }${unset}\n`;
  }
  const field = `_${member.name}`;
  return `${attribute}        private ${type}? ${field};
${obsolete(member.obsolete, "        ")}        public ${type}${isCollection ? "" : "?"} ${name}
        {
            get => ${field}${isCollection ? ` ?? (${field} = new ${type}())` : ""};
${isSecret ? secretSetter(member, spelling, field) : `            set => ${field} = value;\n`}        }
`;
}

// A secret input marks its own value: joined with an empty secret, the value is secret from there on.
function secretSetter(member, spelling, field) {
  const empty = {
    list: () => `ImmutableArray.Create<${spelling.element(member)}>()`,
    map: () => `ImmutableDictionary.Create<string, ${spelling.element(member)}>()`,
  }[member.type.kind];
  const joined = empty
    ? [`Output.CreateSecret(${empty()})`, "Output.All(value, emptySecret).Apply(v => v[0])"]
    : ["Output.CreateSecret(0)", `Output.Tuple<${spelling.whole(member)}?, int>(value, emptySecret).Apply(t => t.Item1)`];
  return `            set
            {
                var emptySecret = ${joined[0]};
                ${field} = ${joined[1]};
            }
`;
}

export function outputClass(name, members, spelling) {
  const field = member => `        public readonly ${spelling.read(member)} ${spelling.property(member)};\n`;
  const parameter = member => `\n            ${spelling.read(member)} ${identifier(member.name)}`;
  const assignment = member => `            this.${spelling.property(member)} = ${identifier(member.name)};\n`;
  return `
    [OutputType]
    public sealed class ${name}
    {
${members.map(field).join("")}
        [OutputConstructor]
        private ${name}(${members.map(parameter).join(",")})
        {
${members.map(assignment).join("")}        }
    }
`;
}
