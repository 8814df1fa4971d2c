import Glibc

/// The files of a configuration: what there is, and how one is opened.
struct ConfigurationFiles {
    /// The directory as it was given.
    let directory: String
    /// Sorted.
    let names: [String]
    let open: (String) throws(SourceText.Trouble) -> SourceText
    /// Reads a calendar that `rota.yaml` names.
    let calendar: (CalendarPlace) throws(SourceText.Trouble) -> CalendarCopy

    init(
        directory: String, names: [String],
        calendar: @escaping (CalendarPlace) throws(SourceText.Trouble) -> CalendarCopy =
            ConfigurationFiles.noCalendar,
        open: @escaping (String) throws(SourceText.Trouble) -> SourceText
    ) {
        self.calendar = calendar
        self.directory = directory
        self.names = names
        self.open = open
    }

    /// Those of a directory.
    init(in directory: String) throws(SourceText.Trouble) {
        self.init(
            directory: directory, names: try ConfigurationFiles.names(in: directory),
            calendar: { place throws(SourceText.Trouble) in
                switch place {
                case .file(let name) where !name.hasPrefix("/"):
                    try CalendarCopy(path: "\(directory)/\(name)")
                case .file(let path), .kept(let path): try CalendarCopy(path: path)
                }
            },
            open: { name throws(SourceText.Trouble) in
                try SourceText(path: "\(directory)/\(name)")
            })
    }

    /// Where the files are in memory.
    static func noCalendar(_ place: CalendarPlace) throws(SourceText.Trouble) -> CalendarCopy {
        throw SourceText.Trouble(
            message: "no such file", suggestion: "Create it, or mend the name.", isMissing: true)
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
