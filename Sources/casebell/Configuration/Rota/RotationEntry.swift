import Casework
import Rota

/// People who are on call for some queues.
struct RotationEntry: Hashable, Sendable {
    var name: String
    /// The desk's own where nothing is said.
    var timezone: String?
    var queues: [QueueName]
    var layers: [LayerEntry]
    var overrides: [OverrideEntry]
}

extension RotationEntry {
    init(_ keys: KeyedReader) {
        name = keys.required("name", "name: care")?.name() ?? ""
        timezone = keys["timezone"]?.timeZoneName()
        queues = (keys["queues"]?.texts(limit: 200) ?? []).map { QueueName($0) }
        let layers = keys.required(
            "layers", "layers: [{ name: first, people: [lee, sam], turn: weekly }]")
        self.layers = layers?.list(limit: 8).map { $0.keyed(LayerEntry.init) } ?? []
        if let layers, layers.isEmptyList { layers.error("no layer is written here", "Write one.") }
        overrides =
            keys["overrides"]?.list(limit: 1000).map { $0.keyed(OverrideEntry.init) } ?? []
    }
}

/// One line of duty.
struct LayerEntry: Hashable, Sendable {
    var name: String
    /// When it is to be filled; nothing: always.
    var hours: WeekHours?
    /// At least one.
    var parts: [PartEntry]
}

extension LayerEntry {
    init(_ keys: KeyedReader) {
        name = keys.required("name", "name: first")?.name() ?? ""
        hours = WeekHours(keys["hours"], on: keys["days"])
        let written = keys["parts"]
        let own = PartEntry.duty.filter(keys.present(PartEntry.duty).contains)
        if let written {
            if let first = own.first {
                written.error(
                    "what fills the layer stands here twice: as parts, and as \(first)",
                    "Put all of it into the parts.")
            }
            parts = written.list(limit: 12).map { $0.keyed { PartEntry($0, isWhole: false) } }
            if written.isEmptyList { written.error("no part is written here", "Write one.") }
        } else {
            parts = [PartEntry(keys, isWhole: true)]
        }
    }
}

/// Somebody who has a layer for a time.
struct OverrideEntry: Hashable, Sendable {
    /// The only one where nothing is said.
    var layer: String?
    var person: PersonID
    /// By the rotation's clocks.
    var from: WallTime
    var to: WallTime
}

extension OverrideEntry {
    init(_ keys: KeyedReader) {
        layer = keys["layer"]?.text()
        person = PersonID(keys.required("person", "person: sam")?.text() ?? "")
        let beginning = keys.required("from", "from: \"2026-12-24 18:00\"")?.wallTime(minute: 0)
        let written = keys.required("to", "to: \"2026-12-25 09:00\"")
        let end = written?.wallTime(minute: 0)
        from = beginning ?? WallTime(seconds: 0)
        to = end ?? WallTime(seconds: 0)
        if let beginning, let end, end <= beginning {
            written?.error("this ends before it begins", "Write a later time.")
        }
    }
}
