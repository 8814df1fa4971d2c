import Casework

/// What goes with a draft.
extension Wording {
    /// `image https://status.example/map.png: map of the fault`, whole, as it is approved.
    func attached(_ attachment: Attachment) -> Phrase {
        """
        \(outside(attachment.type, upTo: 20)) \(whole(attachment.url)): \
        \(whole(attachment.alt ?? ""))
        """
    }

    /// The same behind a text: ` · attached: image https://…: map of the fault` for each.
    func alongside(_ attachments: [Attachment]) -> Phrase {
        var phrase = Phrase()
        for attachment in attachments { phrase.append(" · attached: \(attached(attachment))") }
        return phrase
    }

    /// `, 2 attachments` or nothing.
    func attachmentCount(_ draft: DraftBrief) -> String {
        let count = draft.attachments.count
        return count == 0 ? "" : ", \(Wording.count(count, "attachment"))"
    }

    func unattachable(_ brief: CaseBrief, _ fault: AttachmentFault) -> Phrase {
        let example = say("attach \(brief.id.number) https://status.example/map.png map")
        switch fault {
        case .noAddress:
            return """
                \(brief.id): that is no address. One begins with https:// or http://, names its \
                host and has neither spaces nor letters beyond ASCII, as in \(example)
                """
        case .addressTooLong(let bytes):
            return """
                \(brief.id): that address has \(bytes) bytes, and \
                \(Attachment.addressBytesMax) fit.
                """
        case .noAlt:
            return """
                \(brief.id): say what is to be seen there, for customers who cannot see it, as in \
                \(example)
                """
        case .altTooLong(let characters):
            return """
                \(brief.id): \(characters) characters to describe it, and \(Attachment.altMax) fit.
                """
        case .tooMany:
            return """
                \(brief.id) has \(Attachment.draftMax) attachments, and no reply takes more. \
                \(say("attach \(brief.id.number) none")) takes them off.
                """
        case .twice:
            return """
                \(brief.id): that is attached already. \
                \(say("attach \(brief.id.number) none")) takes off what is there.
                """
        case .nothing:
            return "\(brief.id) has nothing attached to its draft."
        }
    }
}
