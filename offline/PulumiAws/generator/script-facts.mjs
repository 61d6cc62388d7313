// What only the JavaScript tells: how a resource is registered. The package is itself generated, so its lines have one form each.

export function resourceFacts(script) {
  const names = list => [...(list ?? "").matchAll(/"([^"]+)"/g)].map(found => found[1]);
  const every = pattern => new Set([...script.matchAll(pattern)].map(found => found[1]));
  return {
    token: script.match(/__pulumiType = '([^']+)'/)[1],
    aliases: [...(script.match(/aliases: \[(.*?)\] \}/)?.[1] ?? "").matchAll(/type: "([^"]+)"/g)].map(found => found[1]),
    secretOutputs: names(script.match(/additionalSecretOutputs: \[([^\]]*)\]/)?.[1]),
    secretInputs: every(/\["(\w+)"\] = args\?\.\w+ \? pulumi\.secret/g),
    jsonInputs: every(/\["(\w+)"\] = pulumi\.output\(.*\.apply\(JSON\.stringify\)/g), // a provider's inputs travel as JSON text
    defaults: new Map([...script.matchAll(/\["(\w+)"\] = (?:pulumi\.output\()?\(args\?\.\w+\) \?\? (.+?)(?:\)\.apply\(JSON\.stringify\))?;/g)]
      .map(found => [found[1], defaultInCSharp(found[2])])),
  };
}

export const functionToken = script => script.match(/pulumi\.runtime\.invoke\("([^"]+)"/)[1];

// Literals are spelt alike in both languages. The environment is read at the call, as in Node; an unset variable is a null input, which is left out.
const defaultInCSharp = expression => {
  const variables = expression.match(/^utilities\.getEnv(\(.*\))$/)?.[1];
  return variables ? `Utilities.GetEnv${variables}!` : expression;
};
