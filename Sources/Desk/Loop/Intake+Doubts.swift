import CaseStore
import Casework
import Chat
import Logging

// What may have reached a room neither the first nor the second time.
extension Intake {
    /// Between two attempts of which nobody learns how they ended.
    static let unclearPause = Lapse(milliseconds: 500)

    /// Nobody knows whether it was seen. Where a repeat is known for one, it is repeated until
    /// somebody does; elsewhere once.
    func unclear(_ leased: LeasedPost, _ state: inout LoopState) -> PostEnd.End {
        let network = leased.post.network
        let age = state.latest - leased.post.createdAt
        guard leased.isRepeat, repeatsKnown[network].map({ age <= $0 }) ?? false else {
            if leased.isRepeat { doubt(leased, &state) }
            state.links[network]?.waits(leased.post.lane)
            return .perhaps
        }
        retry(network, at: setup.clock.uptime() + Self.unclearPause, &state)
        return .perhapsAgain(due: state.latest + Self.unclearPause)
    }

    /// The post's receipt was cut off once more, and it is not said a third time.
    func doubt(_ leased: LeasedPost, _ state: inout LoopState) {
        let post = leased.post
        guard leased.isRepeat else { return }
        doubt(post.matter, post.id, at: post.address, on: post.network, &state)
    }

    func doubt(
        _ matter: CaseID?, _ post: DeliveryID, at address: PostAddress, on network: NetworkName,
        _ state: inout LoopState
    ) {
        logger.warning(
            "A post may never have been seen",
            metadata: [
                "network": "\(network)", "post": "\(post)", "case": "\(matter?.number ?? 0)",
            ])
        guard case .room(let room) = address else { return }
        state.doubts.add(
            matter, at: .init(network: network, room: RoomAddress(room)),
            post: setup.fresh.key("doubt"))
        // On a quiet desk nothing else would look after it.
        retry(network, at: setup.clock.uptime() + .seconds(1), &state)
    }

    /// Tells the rooms that do not know it yet, once the link can.
    func tellDoubts(on network: NetworkName, _ state: inout LoopState) {
        guard state.links[network]?.isUp == true, !state.isStopping else { return }
        for (room, doubt) in state.doubts.untold(network, at: setup.clock.uptime()) {
            announcer.tell(doubt, in: room, on: network)
        }
    }
}
