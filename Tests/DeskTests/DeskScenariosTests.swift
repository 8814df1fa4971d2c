import Casework
import Phrasebook
import Rehearsal
import Testing

/// What the scenarios that every link plays have to hold.
@Suite struct DeskScenariosTests {
    private static let readings: Result<[Utterance], any Error> = Result {
        let grammar = Grammar(sigil: "!", queues: ["care"])
        return try LinkContract.read().flatMap(\.sayings).map { text, isDirect in
            // A name in braces is a mark or a person; as a mark it can be read.
            let words = text.replacing(#/\{\w+\}/#, with: "k7f2")
            let name = "casebell: "
            return words.hasPrefix(name)
                ? grammar.read(String(words.dropFirst(name.count)), isDirect: true)
                : grammar.read(words, isDirect: isDirect)
        }
    }

    @Test func `every command of this version is said`() throws {
        let said = Set(try Self.readings.get().compactMap(\.verb))
        let missing = Set(Verb.allCases).subtracting(said)
        #expect(missing.map(\.rawValue).sorted() == [])
    }

    @Test func `talk and every kind of mistake that a chat can make is said`() throws {
        let readings = try Self.readings.get()
        #expect(readings.contains(.talk))
        let kinds = Set(
            readings.compactMap { reading -> String? in
                guard case .mistake(let mistake) = reading else { return nil }
                return ScenarioNames.name(of: mistake)
            })
        // Without threads no number needs its sign.
        let expected: Set = [
            "unknownWord", "ambiguous", "usage", "oneNumberOnly", "tooManyNumbers", "badNumber",
            "badMark", "unfindable", "notYet",
        ]
        #expect(kinds == expected)
    }
}

extension Utterance {
    /// What was commanded, if it could be read.
    fileprivate var verb: Verb? {
        switch self {
        case .talk, .mistake: nil
        case .act(let act): act.verb
        case .more: .more
        case .done: .done
        case .split: .split
        case .look(let look): look.verb
        }
    }
}

extension Look {
    fileprivate var verb: Verb? {
        Verb.allCases.first { ScenarioNames.name(of: self).hasPrefix($0.rawValue) }
    }
}
