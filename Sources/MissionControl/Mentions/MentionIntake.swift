import Casework
import Desk
import HTTPTypes
import Notation

/// Takes mentions in: what is answered with 202 is on disk.
struct MentionIntake: Sendable {
    let door: any MentionDoor

    func take(_ body: [UInt8], in envelope: MentionEnvelope, from caller: Caller, at now: Instant)
        async throws -> Answer
    {
        let reader = MentionJSON(receivedAt: now, isTrusted: caller.isTrusted)
        let mentions = try envelope.mentions(in: body, reader)
        if case .signed(let source) = caller,
            let stranger = mentions.first(where: { $0.key.source != source.name })
        {
            throw Problem(
                .forbidden,
                "Signed by “\(source.name)”, which cannot post for “\(stranger.key.source)”.")
        }
        let accepted = mentions.isEmpty ? [] : try await door.take(mentions)
        return .json(.accepted) { writer in
            writer.object { writer in
                writer.name("accepted")
                writer.array(accepted) { writer, acceptance in
                    writer.object {
                        $0.member("source", acceptance.key.source.rawValue)
                        $0.member("id", acceptance.key.id)
                        $0.member("case", acceptance.matter.number)
                        $0.member("duplicate", acceptance.isDuplicate)
                    }
                }
            }
        }
    }
}
