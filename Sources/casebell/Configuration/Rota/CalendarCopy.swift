import Casework
import Crypto
import Glibc
import Rota

/// Where the text of a calendar is.
enum CalendarPlace: Hashable, Sendable {
    /// A file, by its name beside `rota.yaml` or by its whole path.
    case file(String)
    /// What was last fetched of a feed.
    case kept(String)
}

/// The bytes of a calendar as they were found.
struct CalendarCopy: Sendable {
    var bytes: [UInt8]
    /// When the file was last written.
    var writtenAt: Instant

    init(bytes: [UInt8], writtenAt: Instant) {
        self.bytes = bytes
        self.writtenAt = writtenAt
    }

    init(path: String) throws(SourceText.Trouble) {
        bytes = try SourceText.bytes(path: path, limit: CalendarLimits.bytesMax)
        var status = stat()
        let isThere = stat(path, &status) == 0
        writtenAt = Instant(seconds: isThere ? Int64(status.st_mtim.tv_sec) : 0)
    }
}

/// A calendar of the rota: where it stands in the file, and where its text is.
struct CalendarFeed: Hashable, Sendable {
    /// The path of its part.
    var path: String
    var entry: CalendarEntry
    /// By the clocks of this zone are times without one.
    var timezone: String
    var place: CalendarPlace
}

extension CalendarEntry.Source {
    /// Another one for each source, so that no feed takes the copy of another for its own.
    fileprivate var label: String {
        let written =
            switch self {
            case .file(let name): "file \(name)"
            case .address(let address): "url \(address)"
            case .secret(let secret):
                switch secret.source {
                case .environment(let name): "env \(name)"
                case .file(let path): "secret file \(path)"
                }
            }
        return SHA256.hash(data: Array(written.utf8)).prefix(6).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}

extension Configuration {
    /// The calendars of the rota, in the order of the file.
    var calendarFeeds: [CalendarFeed] {
        rota.rotations.flatMap { rotation in
            rotation.layers.flatMap { layer in
                layer.parts.enumerated().compactMap { index, part in
                    guard let entry = part.calendar, let source = entry.source else { return nil }
                    let place: CalendarPlace =
                        if case .file(let name) = source {
                            .file(name)
                        } else {
                            .kept(
                                "\(connection.state)/calendars/\(rotation.name)/"
                                    + "\(layer.name)-\(index)-\(source.label).ics")
                        }
                    return CalendarFeed(
                        path: part.path, entry: entry,
                        timezone: part.timezone ?? rotation.timezone ?? connection.timezone,
                        place: place)
                }
            }
        }
    }

    /// The calendar that these bytes are, with the people of this desk.
    func calendar(_ bytes: [UInt8], of feed: CalendarFeed) throws(CalendarFailure) -> DutyCalendar {
        var roster = Roster()
        for person in people {
            roster.add(person.name.rawValue, person.name)
            if let address = person.page.email { roster.add(address, person.name) }
        }
        for name in feed.entry.names { roster.add(name.written, name.person) }
        return try DutyCalendar(bytes, zone: Zone(named: feed.timezone) ?? .utc, roster: roster)
    }
}
