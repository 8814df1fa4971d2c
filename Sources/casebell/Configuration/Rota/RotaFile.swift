import Casework
import Rota

/// `rota.yaml`: when queues are open, and who is on call. Without the file every queue is always
/// open and nobody is on call.
struct RotaFile: Hashable, Sendable {
    /// In the order written, as is everything here.
    var holidays: [HolidaySet] = []
    var hours: [HoursEntry] = []
    var rotations: [RotationEntry] = []
    var chains: [ChainEntry] = []

    /// Holidays under one name, for all the hours that refer to it.
    struct HolidaySet: Hashable, Sendable {
        var name: String
        var days: [Holiday]
    }
}

extension RotaFile {
    init(_ keys: KeyedReader) {
        self.init()
        holidays = (keys["holidays"]?.entries(limit: 50) ?? []).map { name, value in
            RotaFile.HolidaySet(
                name: name, days: value.list(limit: 500).map { $0.keyed(Holiday.init) })
        }
        hours = keys["hours"]?.list(limit: 200).map { $0.keyed(HoursEntry.init) } ?? []
        rotations = keys["rotations"]?.list(limit: 100).map { $0.keyed(RotationEntry.init) } ?? []
        chains = keys["chains"]?.list(limit: 50).map { $0.keyed(ChainEntry.init) } ?? []
    }
}

extension Holiday {
    init(_ keys: KeyedReader) {
        let date = keys.required("date", "date: 12-25")?.holidayDate()
        let name = keys["name"]?.text(limit: 100) ?? ""
        let open = WeekHours(keys["hours"], on: nil)
        self.init(
            date: date ?? .yearly(month: 0, day: 0), name: name,
            hours: open.map { [$0] } ?? [])
    }
}

/// Business hours of some queues.
struct HoursEntry: Hashable, Sendable {
    var queues: [QueueName]
    /// The desk's own where nothing is said.
    var timezone: String?
    /// None: always.
    var open: [WeekHours]
    /// Names of sets of holidays.
    var holidays: [String]
    /// What customers are told while these queues are closed.
    var acknowledge: AcknowledgeRule?
}

extension HoursEntry {
    init(_ keys: KeyedReader) {
        let queues = keys.required("queues", "queues: [care]")
        self.queues = (queues?.texts(limit: 200) ?? []).map { QueueName($0) }
        if let queues, queues.isEmptyList { queues.error("no queue is named", "Name some.") }
        timezone = keys["timezone"]?.timeZoneName()
        let written = keys.required("open", "open: [{ days: mon-fri, hours: \"08:00-20:00\" }]")
        open = (written?.list(limit: 50) ?? []).compactMap { value in
            value.keyed { keys in
                if keys.present(["hours", "days"]).isEmpty {
                    value.error("neither days nor hours are written here", "Write one of them.")
                }
                return WeekHours(keys["hours"], on: keys["days"])
            }
        }
        if let written, written.isEmptyList {
            written.error("no hours are written here", "Write some, or leave the queues out.")
        }
        holidays = keys["holidays"]?.texts(limit: 50) ?? []
        acknowledge = keys["acknowledge"]?.keyed { keys in
            AcknowledgeRule(
                canned: keys.required("canned", "canned: night")?.text() ?? "",
                from: keys["from"]?.choice(of: Priority.self) ?? .p1)
        }
    }
}
