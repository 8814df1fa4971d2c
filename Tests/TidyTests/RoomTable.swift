import Foundation

/// The table of rooms in `Sources/README.md`: what each room may import.
struct RoomTable {
    private(set) var allowed: [String: Set<String>] = [:]

    init() throws {
        let readme = Tree.root.appendingPathComponent("Sources/README.md")
        let text = try String(contentsOf: readme, encoding: .utf8)
        var rows: [(room: String, ours: String, outside: String)] = []
        for line in text.split(separator: "\n") where line.hasPrefix("| `") {
            let cells = line.split(separator: "|").map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            guard cells.count == 4 else { continue }
            rows.append((cells[0].trimmingCharacters(in: ["`"]), cells[2], cells[3]))
        }
        let rooms = Set(rows.map(\.room))
        for row in rows {
            let ours: Set<String> =
                switch row.ours {
                case "all": rooms
                case let most where most.hasPrefix("all but "):
                    rooms.subtracting(RoomTable.names(String(most.dropFirst(8))))
                default: RoomTable.names(row.ours)
                }
            allowed[row.room] = ours.union(RoomTable.names(row.outside))
        }
    }

    private static func names(_ cell: String) -> Set<String> {
        Set(
            cell.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
                .filter { $0 != "–" })
    }
}
