package import Casework

/// Texts that may have been cut off at the end of their line.
extension Wording {
    /// The text is kept open: where it ends, how it goes on, how it is submitted.
    /// - Parameter id: nothing where the command named no case.
    package func openText(_ id: CaseID?, tail text: String) -> [Line] {
        let (which, number) = named(id)
        let end = String(text.suffix(40))
        let tail: Phrase = end.count < text.count ? "\"…\(whole(end))\"" : "\"\(whole(end))\""
        return [
            answer(
                """
                \(which) ends at \(tail). \(say("more\(number) …")) continues it, \
                \(say("done\(number)")) submits it.
                """)
        ]
    }

    /// An answer that names no case, in a line that was full.
    package func answerMayBeCut() -> [Line] {
        [
            answer(
                """
                not taken: your line was full, and may have been cut. \(say("answer N …")) with the \
                case's number keeps it open for the rest.
                """)
        ]
    }

    /// A plain line that came right after: quoted, and taken in by `more` alone.
    package func likelyRest(_ id: CaseID?, _ text: String) -> [Line] {
        let (which, number) = named(id)
        return [
            answer(
                """
                is \(saying(text)) the rest of \(which)? \(say("more\(number)")) takes it in, \
                \(say("done\(number)")) submits without it.
                """)
        ]
    }

    /// What an open text is called, and what is said behind the words that go on with it.
    private func named(_ id: CaseID?) -> (which: String, number: String) {
        guard let id else { return ("your text", "") }
        return ("\(id)", " \(id.number)")
    }

    func nothingToSplit(_ id: CaseID?) -> Phrase {
        let which = id.map { "for \($0) " } ?? ""
        return """
            no text of yours \(which)waits to become a thread. \(say("reply N …")) writes one; if it \
            is too long, it waits.
            """
    }

    /// Several of theirs are too long, and they did not say which is meant.
    package func whichToSplit(_ ids: [CaseID]) -> [Line] {
        let ways = ids.map { say("split \($0.number)") }.joined(separator: " or ")
        return [answer("which? \(ways)")]
    }

    package func nothingOpen(_ id: CaseID?) -> [Line] { [answer(noTextOpen(id))] }

    func noTextOpen(_ id: CaseID?) -> Phrase {
        let which = id.map { "for \($0) " } ?? ""
        return """
            no text of yours \(which)is open, and nothing was sent. \(say("reply N …")) begins one.
            """
    }
}
