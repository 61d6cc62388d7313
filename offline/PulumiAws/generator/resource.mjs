// One resource: its class with outputs, constructor and options, and its args. No Get and no State: nothing here looks resources up.
import path from "node:path";
import { inputClass, obsolete } from "./classes.mjs";
import { resourceFacts } from "./script-facts.mjs";
import { lower } from "./spelling.mjs";
import { omitted } from "./unknowable.mjs";

export function writeResource({ npm, shape, spell }, module, name) {
  const file = path.posix.join(module, lower(name));
  const source = npm.declarations(file), facts = resourceFacts(npm.script(file));
  const isProvider = name === "Provider";
  const declared = shape.declaration(source, name);
  const members = node => shape.members(node, source).filter(member => !omitted.has(`${module}/${name}.${member.name}`));
  const outputs = members(declared.node), args = members(shape.declaration(source, `${name}Args`).node);
  const out = spell(module, name, "out");
  // Only a provider turns its inputs into JSON text; a resource's script may do so for reasons of Node's.
  const inputFacts = isProvider ? facts : { ...facts, jsonInputs: new Set() };
  return `${obsolete(declared.obsolete, "    ")}    [AwsResourceType("${isProvider ? "pulumi:providers:aws" : facts.token}")]
    public partial class ${name} : global::Pulumi.${isProvider ? "ProviderResource" : "CustomResource"}
    {
${outputs.map(member => output(member, out)).join("\n")}
${constructor(name, facts.token, args.every(member => !member.given))}
${options(facts)}    }
${inputClass(`${name}Args`, "ResourceArgs", args, spell(module, name, "in"), inputFacts)}`;
}

const output = (member, spelling) => `        [Output("${member.name}")]
        public Output<${spelling.read(member)}> ${spelling.property(member)} { get; private set; } = null!;
`;

const constructor = (name, token, argsAreOptional) => `        public ${name}(string name, ${name}Args${argsAreOptional ? "? args = null" : " args"}, CustomResourceOptions? options = null)
            : base("${token}", name, args ?? new ${name}Args(), MakeResourceOptions(options))
        {
        }
`;

function options({ aliases, secretOutputs }) {
  const list = (property, items) => items.length === 0 ? "" : `                ${property} =
                {
${items.map(item => `                    ${item},\n`).join("")}                },
`;
  return `        private static CustomResourceOptions MakeResourceOptions(CustomResourceOptions? options)
        {
            var defaultOptions = new CustomResourceOptions
            {
                Version = Utilities.Version,
${list("Aliases", aliases.map(type => `new global::Pulumi.Alias { Type = "${type}" }`))}${list("AdditionalSecretOutputs", secretOutputs.map(name => `"${name}"`))}            };
            return CustomResourceOptions.Merge(defaultOptions, options);
        }
`;
}
