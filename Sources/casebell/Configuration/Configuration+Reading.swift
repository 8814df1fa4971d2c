import Glibc

extension Configuration {
    /// What reading a directory came to.
    struct Reading: Sendable {
        /// Nothing if there are errors.
        var configuration: Configuration?
        var report: CheckReport
    }

    /// Reads a directory of YAML: `casebell.yaml`, and `people.yaml` and `desk.yaml` where they
    /// are there. Finds every mistake in one run; reads nothing but these files and the modes of
    /// the files that hold secrets.
    static func read(from directory: String) -> Reading {
        var names: [String] = []
        do throws(SourceText.Trouble) {
            names = try entries(of: directory)
        } catch {
            let finding = Finding(
                severity: .error, file: "", position: nil, key: "", message: error.message,
                suggestion: error.suggestion)
            return Reading(
                configuration: nil,
                report: CheckReport(directory: directory, findings: [finding]))
        }
        var configuration = Configuration()
        let documents = Documents(in: directory, names: names)
        if let keys = documents.connection.root {
            configuration.connection = keys.keyed(CasebellFile.init)
        }
        if let root = documents.people?.root {
            configuration.people = root.keyed { keys in
                keys["people"]?.list(limit: 5000).map { $0.keyed(PersonEntry.init) } ?? []
            }
        }
        if let root = documents.desk?.root { configuration.desk = root.keyed(DeskFile.init) }
        CrossChecks(configuration: configuration, documents: documents).run()
        let report = CheckReport(directory: directory, findings: documents.findings)
        return Reading(configuration: report.isAccepted ? configuration : nil, report: report)
    }

    /// The names in a directory, sorted.
    private static func entries(of directory: String) throws(SourceText.Trouble) -> [String] {
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
