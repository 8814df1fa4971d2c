import CaseStore
import Casework

/// The mention of the interface document, with a few words less.
let mara = #"""
    { "source": "crm", "id": "1138", "text": "Third day without internet …",
      "posted_at": "2026-11-21T10:30:00Z",
      "author": { "handle": "@mara@social.example", "name": "Mara", "followers": 48000,
                  "vip": true },
      "url": "https://social.example/@mara/1138", "conversation": "c-77", "in_reply_to": null,
      "language": "en", "visibility": "public", "brand": "unknown fields are ignored",
      "attachments": [ { "type": "image", "url": "https://social.example/1.png",
                         "alt": "router with a red light" } ] }
    """#

func small(id: String, source: String = "crm") -> String {
    #"{"source":"\#(source)","id":"\#(id)","text":"hello","author":{"handle":"@a"}}"#
}

extension Case {
    static func sample(_ number: Int64, phase: Phase = .new, holder: PersonID? = nil) -> Case {
        let author = Author(handle: "@mara", name: "Mara", followers: 48_000, vip: true)
        let mention = Mention(
            key: MentionKey(source: "crm", id: "m\(number)"), text: "Hi\r\n<b>\u{202E}\u{0}\"",
            postedAt: ServedDesk.now, author: author)
        var matter = Case(
            id: CaseID(number), queue: "care", priority: .p1, points: 70,
            reasons: [
                PointReason(points: 30, because: "VIP"),
                PointReason(points: 40, because: "upset", words: ["rude*"]),
            ], customer: author,
            conversation: nil, openedAt: ServedDesk.now, mentions: [mention])
        matter.phase = phase
        matter.holder = holder
        return matter
    }
}

extension StoredEvent {
    static func sample(_ sequence: Int64, of number: Int64? = 1) -> StoredEvent {
        StoredEvent(
            sequence: sequence, matter: number.map { CaseID($0) }, at: ServedDesk.now,
            type: "case.claimed", by: "dana", via: "office", fact: nil,
            data: #"{"holder":"dana"}"#, hash: "ab\(sequence)")
    }
}
