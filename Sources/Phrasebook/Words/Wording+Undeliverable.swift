package import Casework

/// What a chat would not pass on.
extension Wording {
    /// For whoever can mend the room.
    /// - Parameters:
    ///   - room: as its chat calls it.
    ///   - reason: in the server's own words.
    package func notTaken(by room: String, reason: String, about id: CaseID?) -> Line {
        let what = id.map { "#\($0.number): " } ?? ""
        return line(
            """
            \(what)\(outside(room, upTo: 80)) does not take our lines \
            (\(outside(reason, upTo: 160))). What is for that room is kept, and tried again every \
            minute for some hours. Look at its modes and bans, and at rooms in desk.yaml.
            """)
    }

    /// For the administrators: a room that takes other lines refused this one for good.
    package func wordsNotTaken(by room: String, reason: String, about id: CaseID?) -> Line {
        let what = id.map { "#\($0.number): " } ?? ""
        let look = id.map { " See \(sigil)show \($0.number)." } ?? ""
        return line(
            """
            \(what)\(outside(room, upTo: 80)) takes other lines of ours, but not this one \
            (\(outside(reason, upTo: 160))), which is not tried again.\(look) Look at the room's \
            filters of words, capitals and colours.
            """)
    }

    /// Before an answer that the asker would otherwise never see.
    package func answeredHere(insteadOf room: String, reason: String) -> Line {
        line(
            """
            \(outside(room, upTo: 80)) does not take my lines (\(outside(reason, upTo: 160))), so \
            I answer here:
            """)
    }

    /// For whoever can speak with them.
    package func notTaken(by person: PersonID, reason: String, about id: CaseID?) -> Line {
        let what = id.map { "#\($0.number): " } ?? ""
        return line(
            """
            \(what)\(name(person)) takes no direct messages from us \
            (\(outside(reason, upTo: 160))): what is for them alone is not said.
            """)
    }
}
