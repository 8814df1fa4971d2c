package import Casework
package import Rota
import Synchronization

/// The rota as it stands: what the files and calendars say, with what was said in chat laid over
/// it. The one is exchanged whole by whoever reads the files or fetches a calendar, the other by
/// the loop once it is on disk; whoever asks takes it afresh each time.
package final class RotaBook: Sendable {
    /// At one moment.
    package struct Standing: Sendable {
        /// What the files say.
        package var written: Rota
        package var acts: [RotaAct] = []
        /// Both.
        package var rota: Rota
        /// Another one with each change.
        package var edition = 0
    }

    private let state: Mutex<Standing>

    package init(_ rota: Rota = Rota()) {
        state = Mutex(Standing(written: rota, rota: rota))
    }

    package var rota: Rota { standing.rota }
    package var standing: Standing { state.withLock { $0 } }

    package func replace(_ rota: Rota) { change { $0.written = rota } }

    package func lay(_ acts: [RotaAct]) { change { $0.acts = acts } }

    private func change(_ body: (inout Standing) -> Void) {
        state.withLock { standing in
            body(&standing)
            standing.rota = standing.written.laying(standing.acts)
            standing.edition += 1
        }
    }
}

extension RotaBook.Standing {
    /// The same with other acts.
    func laying(_ acts: [RotaAct]) -> RotaBook.Standing {
        var next = self
        next.acts = acts
        next.rota = written.laying(acts)
        return next
    }
}
