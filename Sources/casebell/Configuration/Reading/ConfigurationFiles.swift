import Glibc

/// The files of a configuration: what there is, and how one is opened.
struct ConfigurationFiles {
    /// The directory as it was given.
    let directory: String
    /// Sorted.
    let names: [String]
    let open: (String) throws(SourceText.Trouble) -> SourceText

    init(
        directory: String, names: [String],
        open: @escaping (String) throws(SourceText.Trouble) -> SourceText
    ) {
        self.directory = directory
        self.names = names
        self.open = open
    }

    /// Those of a directory.
    init(in directory: String) throws(SourceText.Trouble) {
        self.init(directory: directory, names: try ConfigurationFiles.names(in: directory)) {
            name throws(SourceText.Trouble) in try SourceText(path: "\(directory)/\(name)")
        }
    }

    private static func names(in directory: String) throws(SourceText.Trouble) -> [String] {
        guard let stream = opendir(directory) else {
            throw SourceText.Trouble(
                message: errno == ENOENT
                    ? "there is no such directory"
                    : "the directory cannot be opened: \(systemReason(errno))",
                suggestion: "Name the directory of casebell.yaml: --config bot-config.")
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            names.append(name)
        }
        return names.sorted()
    }
}
