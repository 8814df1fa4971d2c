import ArgumentParser
import Casework
import Foundation
import Notation
import Rota

struct RotaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rota", abstract: "Who is on call when, and where nobody is.",
        discussion: """
            For the next 90 days, or from the beginning of one day to the end of another by the \
            desk's clocks; instants as 2026-12-24T18:00:00Z are taken as they are. Shifts are cut \
            to that time. What was said in chat (override, swap, oncall me) counts: exits 69 and \
            names nobody if the store cannot be read; where there is none, standard error says \
            so. With --json an array of { rotation, layer, person, from, to }, instants in UTC. \
            Gaps and overlaps are told on standard error.
            """)

    /// More days at once are not told.
    static let daysMax: Int64 = 1100

    @OptionGroup var place: ConfigurationOption
    @Option(help: "The first day, as in 2026-12-24, or an instant.") var from: DayOrInstant?
    @Option(help: "The last day, or an instant.") var to: DayOrInstant?
    @Flag(help: "Shifts as JSON.") var json = false

    func run() async throws {
        let configuration = try place.read()
        let window = try window(in: configuration)
        let rota = configuration.duty.laying(try await acts(of: configuration))
        if json {
            try Outlet.output.print(RotaPrint.json(rota.shifts(over: window)))
        } else {
            try Outlet.output.print(RotaPrint.lines(rota, over: window))
        }
        for warning in RotaPrint.warnings(rota, over: window) {
            Outlet.error.offer("\(warning)\n")
        }
    }

    /// What was said in chat. Without it somebody else would be named, and telephones diverted to
    /// them.
    private func acts(of configuration: Configuration) async throws -> [RotaAct] {
        guard !configuration.rota.rotations.isEmpty else {
            Outlet.error.offer("nobody is on call: there are no rotations in rota.yaml\n")
            return []
        }
        do {
            if let acts = try await configuration.rotaActs() { return acts }
        } catch {
            let failure = CommandFailure(error)
            throw CommandFailure(
                failure.code,
                "who is on call is not known, because what was said in chat cannot be read: "
                    + "\(failure)")
        }
        let store = try StatePlaces(configuration.connection).store
        Outlet.error.offer(
            "what was said in chat is not in this: there is no store at \(store)\n")
        return []
    }

    private func window(in configuration: Configuration) throws -> Stretch {
        let zone = Zone(named: configuration.connection.timezone) ?? .utc
        let begin =
            from?.instant(in: zone)
            ?? Stretch(startingWith: Instant(Date()), lasting: .zero).from
        let end = to?.instant(in: zone, daysLater: 1) ?? begin + CrossChecks.horizon
        guard begin < end else { throw CommandFailure(.usage, "--to is not after --from.") }
        guard end - begin <= .days(Self.daysMax) else {
            throw CommandFailure(.usage, "\(Self.daysMax) days at once are the most.")
        }
        return Stretch(from: begin, to: end)
    }
}

/// A day by the desk's clocks, or an instant, as the command line takes them.
enum DayOrInstant: ExpressibleByArgument, Sendable {
    case day(CalendarDay)
    case instant(Instant)

    init?(argument: String) {
        if let instant = Timestamp.instant(argument) {
            self = .instant(instant)
        } else if let day = RotaTimes.day(argument[...]) {
            self = .day(day)
        } else {
            return nil
        }
    }

    /// Of a day its beginning, or that of one after it.
    func instant(in zone: Zone, daysLater: Int64 = 0) -> Instant {
        switch self {
        case .instant(let instant): instant
        case .day(let day):
            zone.instant(of: WallTime(CalendarDay(sinceEpoch: day.sinceEpoch + daysLater)))
        }
    }
}

/// A rota as the command line prints it.
enum RotaPrint {
    static func json(_ shifts: [Shift]) -> String {
        var writer = JSONWriter()
        writer.array(shifts) { writer, shift in
            writer.object { writer in
                writer.member("rotation", shift.rotation)
                writer.member("layer", shift.layer)
                writer.member("person", shift.person.rawValue)
                writer.member("from", shift.during.from)
                writer.member("to", shift.during.to)
            }
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    static func lines(_ rota: Rota, over window: Stretch) -> [String] {
        rota.rotations.flatMap { rotation in
            rotation.layers.flatMap { layer in
                ["\(rotation.name), \(layer.name) (\(rotation.zone.name)):"]
                    + layer.held(over: window).map { held in
                        "  \(rotation.zone.text(held.during.from)) to "
                            + "\(rotation.zone.text(held.during.to))  \(held.person)"
                    }
            }
        }
    }

    static func warnings(_ rota: Rota, over window: Stretch) -> [String] {
        rota.coverage(over: window).flatMap { coverage in
            coverage.layers.flatMap { layer in
                let place = "\(coverage.rotation), \(layer.layer)"
                return layer.gaps.map {
                    "\(place): nobody is on call \(coverage.zone.told($0))"
                }
                    + layer.overlaps.map { overlap in
                        let people = overlap.people.map(\.rawValue).joined(separator: " and ")
                        return "\(place): \(people) are both on call "
                            + coverage.zone.told(overlap.during)
                    }
            }
                + coverage.gaps.map {
                    "\(coverage.rotation): no layer has anybody while the queue is closed "
                        + coverage.zone.told($0)
                }
        }
    }
}
