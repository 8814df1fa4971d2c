package import CaseStore
package import Casework
import Notation

/// Cases and events in the interface's JSON, for whoever is not asking over HTTP.
package enum CaseJSON {
    /// One case with its conversation and drafts.
    package static func text(of matter: Case) -> String {
        var writer = JSONWriter()
        writer.matter(matter)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// One event of the audit.
    package static func text(of event: StoredEvent) -> String {
        var writer = JSONWriter()
        writer.event(event)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// Such texts as one array, a line each.
    package static func array(_ texts: [String]) -> String {
        "[\(texts.joined(separator: ",\n"))]"
    }
}
