import CaseStore
import Casework
import Chat
import Logging
import Phrasebook

extension Intake {
    /// Signal → steps: recognises who speaks and reads what was said; decides nothing.
    func prepare(_ signal: Signal, _ state: inout LoopState, _ steps: inout [Step]) {
        switch signal {
        case .mentions(let mentions, let promise):
            steps.append(.errand(.mentions(mentions), promise: promise))
        case .said(let saying):
            hear(saying, &state, &steps)
        case .receipt(let network, let receipt):
            if let errand = end(receipt, on: network, &state) {
                steps.append(.errand(errand, promise: nil))
            }
        case .linkUp(let network):
            state.links[network]?.isUp = true
            announcer.repeatLost(on: network)
            state.links[network]?.hasBacklog = true
        case .linkDown(let network):
            state.links[network]?.isUp = false
        case .attempted(let report):
            steps.append(.errand(.attempted(report), promise: nil))
        case .clock:
            steps.append(.errand(tick(&state), promise: nil))
        }
    }

    private func tick(_ state: inout LoopState) -> Errand {
        let uptime = setup.clock.uptime()
        let ready = state.armed.filter { $0.value <= uptime }.sorted { $0.value < $1.value }
        for (reply, _) in ready {
            // If the store cannot write now, it is tried again.
            state.armed[reply] = uptime + Self.retryPause
        }
        for (network, link) in state.links {
            guard let retryAt = link.retryAt, retryAt <= uptime else { continue }
            state.links[network]?.retryAt = nil
            state.links[network]?.hasBacklog = true
        }
        return .clock(ready: ready.map(\.key))
    }

    /// A receipt becomes the post's end; the notice of an approval opens its undo window.
    private func end(
        _ receipt: Receipt, on network: NetworkName, _ state: inout LoopState
    ) -> Errand? {
        if announcer.ended(receipt) { return nil }
        guard let leased = state.came(back: receipt.id, attempt: receipt.attempt) else {
            return nil
        }
        let end: PostEnd.End
        var noticed: [NoticedApproval] = []
        switch receipt.outcome {
        case .sent(let reference):
            end = .landed(reference: reference)
            if leased.post.purpose == .approval, let id = leased.post.matter,
                let revision = leased.post.revision
            {
                noticed = [NoticedApproval(matter: id, revision: revision, at: receipt.at)]
            }
        case .linkDown:
            end = .again(due: receipt.at)
            state.links[network]?.hasBacklog = true
        case .retry(let after):
            end = .again(due: setup.clock.now() + after)
            let at = setup.clock.uptime() + after
            let before = state.links[network]?.retryAt ?? at
            state.links[network]?.retryAt = min(before, at)
        case .refused(let reason):
            logger.error(
                "A post was refused",
                metadata: ["network": "\(network)", "post": "\(receipt.id)", "reason": "\(reason)"])
            end = .refused(reason: reason)
        case .unknown:
            end = .perhaps
            state.links[network]?.hasBacklog = true
        }
        board.attempted("chat:\(network)", receipt.outcome.word)
        return .ends(
            [PostEnd(id: receipt.id, attempt: receipt.attempt, at: receipt.at, end: end)],
            noticed: noticed)
    }
}

extension Receipt.Outcome {
    fileprivate var word: String {
        switch self {
        case .sent: "sent"
        case .linkDown, .retry: "retry"
        case .refused: "refused"
        case .unknown: "unknown"
        }
    }
}
