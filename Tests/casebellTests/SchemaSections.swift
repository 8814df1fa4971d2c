import FoundationEssentials
import Notation
import Testing

/// A schema of `schemas/`, walked by the paths of keys that the sections ask for.
struct SchemaSections {
    private let root: JSONValue

    static func open(_ name: String) throws -> SchemaSections {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "schemas/\(name).schema.json")
        return SchemaSections(root: try JSONParser.parse(Array(try Data(contentsOf: file))))
    }

    private init(root: JSONValue) { self.root = root }

    /// The keys of the group at that path, `networks[0].irc`; nothing if the schema knows no such
    /// group.
    func keys(at path: String) -> Set<String>? {
        let groups = groups(at: path)
        guard !groups.isEmpty else { return nil }
        return Set(groups.flatMap(names))
    }

    /// The paths of all groups with keys of their own, with `[]` for the places of a list and `*`
    /// for keys of the user's choosing.
    var allPaths: Set<String> {
        var paths: Set<String> = []
        collect(root, "", &paths)
        return paths
    }

    /// A path as `allPaths` writes it.
    func general(_ path: String) -> String {
        var general = ""
        var groups = [root]
        for step in steps(of: path) {
            guard step != "[]" else {
                general += "[]"
                groups = groups.flatMap { go(step, from: $0) }
                continue
            }
            let isKnown = groups.contains { alternatives($0).contains { names($0).contains(step) } }
            general += (general.isEmpty ? "" : ".") + (isKnown ? step : "*")
            groups = groups.flatMap { go(step, from: $0) }
        }
        return general
    }

    private func groups(at path: String) -> [JSONValue] {
        var nodes = [root]
        for step in steps(of: path) { nodes = nodes.flatMap { go(step, from: $0) } }
        return nodes.flatMap(alternatives).filter { $0["properties"] != nil }
    }

    /// `rooms.care` is `rooms`, `care`; `networks[0].irc` is `networks`, `[]`, `irc`.
    private func steps(of path: String) -> [String] {
        path.split(separator: ".").flatMap { part -> [String] in
            let pieces = part.split(separator: "[")
            return [String(pieces[0])] + pieces.dropFirst().map { _ in "[]" }
        }
    }

    private func go(_ step: String, from node: JSONValue) -> [JSONValue] {
        alternatives(node).compactMap { node in
            step == "[]" ? node["items"] : node["properties"]?[step] ?? node["additionalProperties"]
        }
    }

    /// The node itself, what it refers to, and what it may be instead.
    private func alternatives(_ node: JSONValue) -> [JSONValue] {
        var found = [node]
        if let name = node["$ref"]?.string?.split(separator: "/").last,
            let target = root["$defs"]?[String(name)]
        {
            found += alternatives(target)
        }
        for key in ["anyOf", "allOf"] {
            if case .array(let nodes)? = node[key] { found += nodes.flatMap(alternatives) }
        }
        return found
    }

    private func names(_ node: JSONValue) -> [String] {
        guard case .object(let object)? = node["properties"] else { return [] }
        return object.members.map(\.name)
    }

    private func collect(_ node: JSONValue, _ path: String, _ paths: inout Set<String>) {
        for node in alternatives(node) {
            if node["properties"] != nil { paths.insert(path) }
            for name in names(node) {
                guard let member = node["properties"]?[name] else { continue }
                collect(member, path.isEmpty ? name : "\(path).\(name)", &paths)
            }
            if let items = node["items"] { collect(items, "\(path)[]", &paths) }
            if case .object? = node["additionalProperties"],
                let other = node["additionalProperties"]
            {
                collect(other, "\(path).*", &paths)
            }
        }
    }
}
