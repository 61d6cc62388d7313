// How the C# package spells names and types.
import { doubles, namespaces, renames } from "./unknowable.mjs";

const keywords = new Set(("abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum event "
  + "explicit extern false finally fixed float for foreach goto if implicit in int interface internal is lock long namespace new null object operator out "
  + "override params private protected public readonly ref return sbyte sealed short sizeof stackalloc static string struct switch this throw true try "
  + "typeof uint ulong unchecked unsafe ushort using virtual void volatile while").split(" "));

export const upper = name => name[0].toUpperCase() + name.slice(1);
export const lower = name => name[0].toLowerCase() + name.slice(1);
export const identifier = name => keywords.has(name) ? `@${name}` : name;

export function namespaceOf(module) {
  if (!(module in namespaces)) throw new Error(`Module '${module}' has no C# namespace: add it to generator/unknowable.mjs.`);
  return module === "" ? "Pulumi.Aws" : `Pulumi.Aws.${namespaces[module]}`;
}

export const folderOf = module => namespaces[module];

/**
 * Spells the members of one type. Roles say where a type stands, which decides both its name and its wrapping:
 *   in (a resource's args), out (its outputs), plainIn (a function's args), in2 (the same as inputs), result (a function's answer).
 * `wanted(object, role)` and `wantedEnum(enum)` are told of every type that is named, so that it gets written too.
 */
export function spellingFor(module, owner, role, { wanted, wantedEnum }) {
  const wraps = role === "in" || role === "in2";
  const key = member => `${module}/${owner}.${member.name}`;

  function bare(type, member) {
    switch (type.kind) {
      case "string": case "bool": return type.kind;
      case "any": return "object";
      case "archive": return "Archive";
      case "asset": return "AssetOrArchive";
      case "number": return doubles.has(key(member)) ? "double" : "int";
      case "list": return `${role === "plainIn" ? "List" : "ImmutableArray"}<${bare(type.of, member)}>`;
      case "map": return `${role === "plainIn" ? "Dictionary" : "ImmutableDictionary"}<string, ${bare(type.of, member)}>`;
      case "enum": wantedEnum(type); return `global::${namespaceOf(type.module)}.${type.name}`;
      case "object": wanted(type, role); return nested(type);
      case "union": return union(type, member);
    }
    throw new Error(`No C# spelling for a ${type.kind}.`);
  }

  const nested = type => `global::${namespaceOf(type.module)}.${nestedNamespace(role)}.${nestedName(type.name, role)}`;

  function union(type, member) {
    const parts = [...new Set(type.of.map(part => bare(part, member)))];
    return parts.length === 1 ? parts[0] : parts.length === 2 ? `Union<${parts.join(", ")}>` : "object";
  }

  function whole(member) {
    const { type } = member;
    if (!wraps) return bare(type, member);
    if (type.kind === "list") return `InputList<${bare(type.of, member)}>`;
    if (type.kind === "map") return `InputMap<${bare(type.of, member)}>`;
    const spelt = bare(type, member);
    return spelt.startsWith("Union<") ? `Input${spelt}` : `Input<${spelt}>`;
  }

  return {
    wraps,
    whole,
    element: member => bare(member.type.of, member),
    read: member => whole(member) + (member.nullable && member.type.kind !== "list" ? "?" : ""), // an absent list is a default array
    property: member => renames[key(member)] ?? upper(member.name),
    isValue: member => !wraps && ["bool", "number", "enum"].includes(member.type.kind),
  };
}

export const nestedNamespace = role => role === "out" || role === "result" ? "Outputs" : "Inputs";

export const nestedName = (name, role) => ({
  in: `${name}Args`,
  in2: `${name.replace(/Args$/, "")}InputArgs`,
  plainIn: `${name}Args`,
  out: name,
  result: `${name}Result`,
})[role];
