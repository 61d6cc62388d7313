// One function of the provider (getRegion): awaited, or as an output.
import path from "node:path";
import { inputClass, outputClass } from "./classes.mjs";
import { functionToken } from "./script-facts.mjs";
import { upper } from "./spelling.mjs";

export function writeFunction({ npm, shape, spell }, module, name) {
  const file = path.posix.join(module, name), source = npm.declarations(file), type = upper(name);
  const members = suffix => {
    const declared = shape.declaration(source, type + suffix);
    return declared && shape.members(declared.node, source);
  };
  const plain = members("Args"), inputs = members("OutputArgs");
  return `    public static class ${type}
    {
${calls(type, functionToken(npm.script(file)), plain)}    }
${plain ? inputClass(`${type}Args`, "InvokeArgs", plain, spell(module, type, "plainIn")) : ""}${
  inputs ? inputClass(`${type}InvokeArgs`, "InvokeArgs", inputs, spell(module, type, "in2")) : ""}${
  outputClass(`${type}Result`, members("Result"), spell(module, type, "result"))}`;
}

function calls(type, token, args) {
  const isOptional = args?.every(member => !member.given);
  const parameter = name => args ? `${name}${isOptional ? "? args = null" : " args"}, ` : "";
  const value = name => args ? `args ?? new ${name}()` : "InvokeArgs.Empty";
  const call = (returns, method, parameters, given) => `        public static ${returns} ${method}(${parameters})
            => global::Pulumi.Deployment.Instance.${method}<${type}Result>("${token}", ${given}, options.WithDefaults());
`;
  return [
    call(`Task<${type}Result>`, "InvokeAsync", `${parameter(`${type}Args`)}InvokeOptions? options = null`, value(`${type}Args`)),
    call(`Output<${type}Result>`, "Invoke", `${parameter(`${type}InvokeArgs`)}InvokeOptions? options = null`, value(`${type}InvokeArgs`)),
    call(`Output<${type}Result>`, "Invoke", `${args ? `${type}InvokeArgs args, ` : ""}InvokeOutputOptions options`, value(`${type}InvokeArgs`)),
  ].join("\n");
}
