import FoundationEssentials

/// Every input that the fuzzer found worth keeping (`scripts/fuzz`).
package enum Corpus {
    package struct Input: Sendable {
        /// The file's name.
        package var name: String
        package var bytes: [UInt8]
    }

    /// Those of one part, in the order of their names.
    package static func inputs(of part: String) throws -> [Input] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Fuzz/corpus/\(part)")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        return try names.map { name in
            let bytes = try Data(contentsOf: folder.appending(path: name))
            return Input(name: name, bytes: Array(bytes))
        }
    }
}
