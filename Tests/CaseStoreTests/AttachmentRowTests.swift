import Casework
import Rehearsal
import Testing

@testable import CaseStore

@Suite(.timeLimit(.minutes(2)))
struct AttachmentRowTests {
    @Test func `a draft from before there were attachments has none`() throws {
        let draft = Draft.written()
        let text = try JSONText.encoded(draft)
        let old = text.replacing("\"attachments\":[],", with: "")
        #expect(old != text)
        #expect(try JSONText.decoded(old, as: Draft.self) == draft)
    }

    @Test(arguments: [
        ("attachments = '[{}]'", false), ("listed_on = 'aa22'", false), ("listed_on = NULL", false),
        ("attachments = '[]'", true),
    ])
    func `the database keeps what goes with a draft, or lets it be erased`(
        change: String, isTaken: Bool
    ) async throws {
        let store = try SQLiteBench().sqlite()
        var written = Draft.written()
        written.attachments = [
            Casework.Attachment(type: "file", url: "https://a.example", alt: "map")
        ]
        let draft = written
        try await store.write { desk throws in
            _ = try desk.happen(.draftWritten(draft: draft), to: try desk.open(.said()))
        }
        let wasTaken: Bool
        do {
            try await store.transaction { try $0.script("UPDATE drafts SET \(change)") }
            wasTaken = true
        } catch is StoreFailure {
            wasTaken = false
        }
        #expect(wasTaken == isTaken)
    }
}
