import ArgumentParser
import CaseStore
import Casework
import MissionControl
import Phrasebook

struct CaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case", abstract: "Look at cases, also beside a running daemon.",
        subcommands: [List.self, Show.self, Events.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Cases, newest first.")
        @OptionGroup var place: ConfigurationOption
        @Flag(help: "As JSON: an array of cases with their conversations.") var json = false
        @Option(help: "Only this phase; may be given several times.") var phase: [Phase] = []
        @Option(help: "Only this queue.") var queue: String?
        @Option(help: "Only what this person holds.") var holder: String?
        @Option(help: "At most so many.") var limit = 100

        func validate() throws {
            guard (1...CaseQuery.limitMax).contains(limit) else {
                throw ValidationError("--limit takes 1 to \(CaseQuery.limitMax).")
            }
        }

        func run() async throws {
            let query = CaseQuery(
                phases: phase, queue: queue.map { QueueName($0) },
                holder: holder.map { PersonID($0) }, limit: limit)
            try await place.look { desk, store in
                let rows = try await store.read { try $0.cases(query) }
                if rows.isEmpty { try require(queue, among: desk.queues) }
                if json {
                    let matters = try await store.read { reading in
                        try reading.cases(query).compactMap { try reading.matter($0.id) }
                    }
                    try Outlet.output.print(
                        CaseJSON.array(matters.map { CaseJSON.text(of: $0) }))
                } else {
                    try Outlet.output.print(rows.map(desk.text))
                }
            }
        }

        /// A queue that is gone from the files may have cases still, but one without any is not
        /// known at all.
        private func require(_ queue: String?, among known: [QueueName]) throws {
            guard let queue, !known.contains(QueueName(queue)) else { return }
            let names = known.map(\.rawValue).joined(separator: ", ")
            throw CommandFailure(
                .usage,
                "there is no queue \(printable(queue)). "
                    + (names.isEmpty ? "desk.yaml has none." : "In desk.yaml are: \(names)."))
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "One case with its conversation and drafts.")
        @OptionGroup var place: ConfigurationOption
        @Argument(help: "Its number.") var number: Int64
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let id = CaseID(number)
            try await place.look { desk, store in
                let (found, events) = try await store.read {
                    (try $0.matter(id), try $0.events(after: 0, of: id, limit: 1000))
                }
                guard let matter = found else { throw CommandFailure.noSuchCase(id) }
                if json { return try Outlet.output.print(CaseJSON.text(of: matter)) }
                let lines = desk.wording.show(matter, events: events.map(Happening.init))
                try Outlet.output.print(lines.map(\.plainText))
            }
        }
    }

    struct Events: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What happened to one case, oldest first.")
        @OptionGroup var place: ConfigurationOption
        @Argument(help: "Its number.") var number: Int64
        @Flag(help: "As JSON: an array.") var json = false

        func run() async throws {
            let id = CaseID(number)
            try await place.look { desk, store in
                let (isThere, events) = try await store.read {
                    (try $0.matter(id) != nil, try $0.events(after: 0, of: id, limit: 10_000))
                }
                guard isThere else { throw CommandFailure.noSuchCase(id) }
                if json {
                    return try Outlet.output.print(
                        CaseJSON.array(events.map { CaseJSON.text(of: $0) }))
                }
                let happenings = events.map(Happening.init)
                let lines = desk.wording.history(id, happenings, total: happenings.count)
                try Outlet.output.print(lines.map(\.plainText))
            }
        }
    }
}

extension Phase: ExpressibleByArgument {}

extension CommandFailure {
    fileprivate static func noSuchCase(_ id: CaseID) -> CommandFailure {
        CommandFailure(.badData, "there is no case \(id.number). `casebell case list` lists them.")
    }
}

extension Happening {
    fileprivate init(_ event: StoredEvent) {
        self.init(at: event.at, by: event.by, type: event.type, fact: event.fact)
    }
}
