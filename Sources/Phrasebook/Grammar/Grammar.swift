package import Casework

/// Chat text → what was asked. Reading is pure and linear in the length of the text, and never
/// fails: what is no command is `talk`, what is a wrong one is a `mistake` with a way out.
///
/// - A command begins with the sigil and a letter; said to the bot directly it may leave the sigil
///   out. Capitals do not matter in words and marks.
/// - A case is `#42`, `42` or `case 42`, of one to nine ASCII digits. Where the thread implies a
///   case it is left out, and only `#43` names another.
/// - Before free text exactly one number is read. A colon, comma, semicolon or full stop right
///   behind the number is dropped (`!r 42: text`); the text after it is kept byte for byte, but
///   for the white space around it. `42,` or `42 and` before another number is a list, and no
///   command with free text takes one.
/// - A mark has a letter in it, so four digits are always a case number.
package struct Grammar: Sendable {
    let sigil: String
    let queues: [QueueName]

    /// Cases that one command may name.
    package static let numbersMax = 20

    /// - Parameter queues: tell `hold care reason` from a reason for the whole desk.
    package init(sigil: String, queues: [QueueName] = []) {
        self.sigil = sigil
        self.queues = queues
    }

    /// - Parameters:
    ///   - isDirect: said in a direct message or to the bot by name: no sigil is needed.
    ///   - implied: the case of the thread in which it was said.
    package func read(
        _ text: String, isDirect: Bool, implied: CaseID? = nil
    ) -> Utterance {
        var scanner = Scanner(text)
        let hasSigil = scanner.take(prefix: sigil)
        guard hasSigil || isDirect, scanner.next?.properties.isAlphabetic == true,
            let word = scanner.word()
        else { return .talk }
        do {
            let verb = try verb(of: word)
            var reading = Reading(
                verb: verb, isWhole: Grammar.exact(word.lowercased()) == verb, scanner: scanner,
                implied: implied, queues: queues,
                sigil: sigil)
            return try reading.utterance()
        } catch {
            return .mistake(error)
        }
    }
}
