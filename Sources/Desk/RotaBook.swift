package import Rota
import Synchronization

/// The rota as it stands. It is exchanged whole, by whoever reads the files or fetches a calendar;
/// whoever asks takes it afresh each time.
package final class RotaBook: Sendable {
    private let standing: Mutex<Rota>

    package init(_ rota: Rota = Rota()) { standing = Mutex(rota) }

    package var rota: Rota { standing.withLock { $0 } }

    package func replace(_ rota: Rota) { standing.withLock { $0 = rota } }
}
