package import Casework

/// Who an event names, as it is written there.
struct CalendarNames: Hashable, Sendable {
    var attendees: [Named] = []
    var organizer: Named?
    var summary = ""

    struct Named: Hashable, Sendable {
        /// Without `mailto:`, in lower case.
        var address: String
        var name: String

        init(_ line: ContentLine) {
            let address = line.value.lowercased()
            self.address = address.hasPrefix("mailto:") ? String(address.dropFirst(7)) : address
            name = line.parameter("CN") ?? ""
        }
    }

    /// Whoever has declined does not count (RFC 5545, 3.2.12).
    init(_ component: CalendarComponent) {
        attendees = component.all("ATTENDEE").prefix(CalendarLimits.attendeesMax)
            .filter { $0.parameter("PARTSTAT")?.uppercased() != "DECLINED" }.map(Named.init)
        organizer = component.first("ORGANIZER").map(Named.init)
        summary = component.first("SUMMARY")?.text ?? ""
    }
}

/// The people of the desk, as calendars may name them.
package struct Roster: Hashable, Sendable {
    private var byWords: [String: PersonID] = [:]
    private var byAddress: [String: PersonID] = [:]
    private var longest = 1

    package init() {}

    /// - Parameter name: one or several words, or an address.
    package mutating func add(_ name: String, _ person: PersonID) {
        if name.contains("@"), !name.hasPrefix("@") {
            byAddress[name.lowercased()] = person
        } else {
            let words = Roster.words(name)
            guard (1...Roster.nameWordsMax).contains(words.count) else { return }
            byWords[words.joined(separator: " ")] = person
            longest = max(longest, words.count)
        }
    }

    /// Whom an event means: those of its attendees who are of the desk, else whoever its summary
    /// names, else its organizer. Several attendees are several people; of a text that names
    /// several it cannot be told who is meant.
    func people(_ names: CalendarNames) -> Meant {
        let found = names.attendees.compactMap(person)
        if !found.isEmpty {
            var once: [PersonID] = []
            for person in found where !once.contains(person) { once.append(person) }
            return .people(once)
        }
        let told = people(in: names.summary)
        if told.count == 1 { return .people(told) }
        if told.count > 1 { return .several(told) }
        if let person = names.organizer.flatMap(person) { return .people([person]) }
        return .nobody
    }

    enum Meant {
        case people([PersonID])
        case several([PersonID])
        case nobody
    }

    private func person(_ named: CalendarNames.Named) -> PersonID? {
        if let person = byAddress[named.address] { return person }
        let told = people(in: named.name)
        return told.count == 1 ? told[0] : nil
    }

    /// The people whose names stand in a text as whole words, the longest names first.
    private func people(in text: String) -> [PersonID] {
        let words = Roster.words(text)
        var found: [PersonID] = []
        var place = 0
        while place < words.count {
            var taken = 1
            for count in stride(from: min(longest, words.count - place), through: 1, by: -1) {
                let name = words[place..<place + count].joined(separator: " ")
                guard let person = byWords[name] else { continue }
                if !found.contains(person) { found.append(person) }
                taken = count
                break
            }
            place += taken
        }
        return found
    }

    private static let wordsMax = 200
    /// Longer ones are nobody's.
    private static let nameWordsMax = 10

    private static func words(_ text: String) -> [String] {
        text.lowercased().split(maxSplits: wordsMax, omittingEmptySubsequences: true) { sign in
            !(sign.isLetter || sign.isNumber || "._-".contains(sign))
        }.prefix(wordsMax).compactMap { word in
            let bare = word.trimming { "._-".contains($0) }
            return bare.isEmpty ? nil : String(bare)
        }
    }
}

extension Substring {
    fileprivate func trimming(_ isOver: (Character) -> Bool) -> Substring {
        var rest = drop(while: isOver)
        while let last = rest.last, isOver(last) { rest.removeLast() }
        return rest
    }
}
