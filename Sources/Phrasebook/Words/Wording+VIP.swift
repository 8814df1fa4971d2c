package import Casework

/// Who goes first because a supervisor said so.
extension Wording {
    /// The list, for whoever asked.
    package func vips(_ vips: [VIP]) -> [Line] {
        guard !vips.isEmpty else {
            return [
                answer(
                    """
                    nobody is on the list of VIPs. \
                    \(say(CommandTable.usage(of: .vip).example)) puts somebody there.
                    """)
            ]
        }
        return [answer("\(Wording.count(vips.count, "VIP")):")]
            + vips.map { vip in
                line(
                    """
                    \(who(vip.handle, vip.source)) · \(outside(vip.reason, upTo: 200)) · since \
                    \(moment(vip.since)), by \(name(vip.by))\(end(vip, " · "))
                    """)
            }
    }

    func vipLine(_ notice: Notice) -> Line {
        switch notice {
        case .vipOn(let vip, let cases, let urgent):
            let rings = urgent.prefix(Wording.waitingMax).map(\.description)
            let became = urgent.isEmpty ? "" : ", now P1: \(rings.joined(separator: " "))"
            return line(
                """
                \(who(vip.handle, vip.source)) goes first from now on\(end(vip, ", ")), says \
                \(name(vip.by)): \(sentence(vip.reason)) \(opened(cases))\(became).
                """)
        case .vipOff(let handle, let source, let by, let cases):
            return line(
                "\(who(handle, source)) goes first no more, says \(name(by)). \(opened(cases)).")
        case .vipOver(let vip, let cases):
            return line(
                """
                \(who(vip.handle, vip.source)) goes first no more: the time that \(name(vip.by)) set at \
                \(moment(vip.since)) is over (\(outside(vip.reason, upTo: 120))). \
                \(opened(cases)).
                """)
        default: return line("")
        }
    }

    /// `#42 │ VIP until 24 Dec 00:00 (26d): waits for the board (sam, 10:31)`.
    func vipLine(_ vip: VIP, of id: CaseID) -> Line {
        line(
            """
            \(id) │ VIP\(end(vip, " ")): \(outside(vip.reason, upTo: 200)) (\(name(vip.by)), \
            \(clockTime(vip.since)))
            """)
    }

    func vipWords(_ fact: Fact) -> Phrase {
        guard
            case .customerVIP(let handle, let source, let isOn, let reason, let until, let by) =
                fact
        else { return "" }
        let end = until.map { " until \(clockTime($0))" } ?? ""
        let why: Phrase = reason.isEmpty ? "" : ": \(outside(reason, upTo: 200))"
        let whose = by.map { ", by \(name($0))" } ?? ""
        return "\(who(handle, source)) is \(isOn ? "a VIP" : "no VIP any more")\(end)\(whose)\(why)"
    }

    private func who(_ handle: String, _ source: SourceName?) -> Phrase {
        let place: Phrase = source.map { " at \(outside($0.rawValue, upTo: 40))" } ?? ""
        return "\(outside("@" + handle))\(place)"
    }

    private func end(_ vip: VIP, _ before: String) -> String {
        vip.until.map { "\(before)until \(moment($0))" } ?? ""
    }

    private func opened(_ cases: Int) -> String {
        cases == 0 ? "No case of theirs is open" : "\(Wording.count(cases, "open case"))"
    }
}
