import Casework
import Foundation

extension LinkScenario {
    /// A document that does not say what it means.
    struct Unreadable: Error, CustomStringConvertible {
        var position: String
        var text: String
        var description: String { "\(position) is not understood: \(text)" }
    }

    /// The scenarios of one document.
    static func read(_ document: String, named file: String) throws -> [LinkScenario] {
        var scenarios: [LinkScenario] = []
        for (index, row) in document.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            let text = row.trimmingCharacters(in: .whitespaces)
            if text.isEmpty || text.hasPrefix("//") { continue }
            let position = "\(file):\(index + 1)"
            if text.hasPrefix("== ") {
                scenarios.append(LinkScenario(name: String(text.dropFirst(3))))
                continue
            }
            guard var scenario = scenarios.popLast() else {
                throw Unreadable(position: position, text: text)
            }
            if text.hasPrefix("with ") {
                guard scenario.wish(words: text.split(separator: " ").dropFirst()) else {
                    throw Unreadable(position: position, text: text)
                }
            } else {
                guard let step = step(text) else {
                    throw Unreadable(position: position, text: text)
                }
                scenario.lines.append(NumberedLine(position: position, text: text, step: step))
            }
            scenarios.append(scenario)
        }
        return scenarios
    }

    private mutating func wish(words: ArraySlice<Substring>) -> Bool {
        for word in words {
            switch word {
            case "slow": wishes.isSlow = true
            case "closed": wishes.isClosed = true
            case "cutting": needsCutting = true
            case "nicks": needsNicks = true
            case let undo where undo.hasPrefix("undo=") && undo.hasSuffix("s"):
                guard let seconds = Int64(undo.dropFirst(5).dropLast()) else { return false }
                wishes.undo = .seconds(seconds)
            case let limit where limit.hasPrefix("limit="):
                guard let characters = Int(limit.dropFirst(6)) else { return false }
                wishes.replyMax = characters
            default: return false
            }
        }
        return true
    }

    private static func step(_ text: String) -> Step? {
        guard text.hasPrefix("▸ ") else {
            let (place, rest) = firstWord(text)
            let parts = place.split(separator: "≤")
            guard parts.count == 2, let limit = Int(parts[1]) else {
                return self.place(place).map { .shows($0, LinePattern(rest)) }
            }
            let words = rest.split(separator: " ").map(String.init)
            return self.place(String(parts[0])).map {
                .gathers($0, linesMax: limit, words: words)
            }
        }
        let (speaker, rest) = firstWord(String(text.dropFirst(2)))
        if speaker.hasPrefix("@") {
            return .writes(customer: String(speaker.dropFirst()), text: rest)
        }
        let clients = speaker.split(separator: ",").map { name in
            LinkCast.clients.first { $0.name == name }
        }
        let (place, words) = firstWord(rest)
        guard clients.allSatisfy({ $0 != nil }), !words.isEmpty else { return nil }
        if place == "alone" {
            return .says(clients: clients.compactMap(\.self), room: nil, text: words)
        }
        guard case .room(let room) = self.place(place) else { return nil }
        return .says(clients: clients.compactMap(\.self), room: room, text: words)
    }

    private static func place(_ word: String) -> LinkPlace? {
        if word == "crm" { return .customer }
        if word.hasPrefix("#") {
            return LinkCast.rooms.first { "#\($0)" == word }.map { .room($0) }
        }
        return LinkCast.clients.first { $0.name == word }.map { .client($0.name) }
    }

    private static func firstWord(_ text: String) -> (String, String) {
        let parts = text.split(separator: " ", maxSplits: 1)
        return (
            parts.first.map(String.init) ?? "",
            parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : ""
        )
    }
}
