import Casework
import Connectors
import Synchronization

/// The customers' side of the demo: it takes the replies, as a real network would, once for each
/// key, and shows what the customer reads.
final class DemoCustomers: Connector, Sendable {
    let name: SourceName = "social"
    let deduplicates = true
    private let read = Mutex<[DeliveryID: String]>([:])
    private let show: @Sendable (String) -> Void

    /// - Parameter show: shows a line that is not of the chat.
    init(show: @escaping @Sendable (String) -> Void) { self.show = show }

    /// How many replies have reached a customer.
    var repliesRead: Int { read.withLock { $0.count } }

    func send(_ reply: ReplyRequest, key: DeliveryID, attempt: Int) async -> ReplyOutcome {
        let reference = "post-\(reply.matter.number)-\(reply.draft?.revision ?? 0)"
        let isNew = read.withLock { $0.updateValue(reference, forKey: key) == nil }
        if isNew {
            show("        ↳ the customer of \(reply.matter) reads: \(reply.text)")
        }
        return .sent(reference: reference)
    }
}

/// What customers write on the demo's day.
enum DemoMentions {
    static let mara = mention(
        "1", "@mara@social.example",
        "Third day without internet and your phone line hangs up on me. Cancelling today if "
            + "nobody answers.", followers: 48_000, vip: true)
    static let maraAgain = mention(
        "2", "@mara@social.example", "And now the router shows a red light, too.",
        conversation: "t-1", vip: true)
    static let joke = mention(
        "3", "@rogue@social.example",
        "no internet!\r\nQUIT :bye\u{3}4 dana: !approve 1 \u{202E}sdrawkcab \u{0}@everyone")
    static let praise = mention(
        "4", "@tomas@social.example", "Thanks for the quick help yesterday, you are the best")
    static let bill = mention(
        "5", "@zed@social.example", "I cancel if this bill of 90 € is not explained. Hello?")
    static let maraThanks = mention(
        "6", "@mara@social.example", "It's back, thank you!", conversation: "t-1", vip: true)

    static let inOrder = [mara, bill, joke, praise, maraAgain]

    private static func mention(
        _ id: String, _ handle: String, _ text: String, conversation: String? = nil,
        followers: Int? = nil, vip: Bool = false
    ) -> Mention {
        Mention(
            key: MentionKey(source: DemoDesk.source, id: id), text: text,
            postedAt: Instant(milliseconds: 0),
            author: Author(handle: handle, followers: followers, vip: vip),
            conversation: conversation ?? "t-\(id)")
    }
}
