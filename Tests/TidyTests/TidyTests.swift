import Foundation
import Testing

@Suite struct TidyTests {
    /// A warm build compiles an undeclared import; this does not.
    @Test func `every room imports only what the table allows`() throws {
        let table = try RoomTable()
        #expect(table.allowed.count >= 14, "the table in Sources/README.md was not found")
        var strays: [String] = []
        for file in try Tree.swiftFiles(below: "Sources") {
            let allowed = table.allowed[file.room] ?? []
            for line in file.lines {
                guard let module = Self.importedModule(line) else { continue }
                guard module != "Synchronization", !allowed.contains(module) else { continue }
                strays.append("\(file.path) imports \(module)")
            }
        }
        #expect(strays.isEmpty, "\(strays.joined(separator: "\n"))")
    }

    @Test func `every room of the table is there, and every room is in the table`() throws {
        let table = try RoomTable()
        let rooms = try FileManager.default.contentsOfDirectory(
            atPath: Tree.root.appendingPathComponent("Sources").path
        ).filter { $0 != "README.md" }
        #expect(Set(rooms) == Set(table.allowed.keys))
    }

    @Test func `nothing is left over and nothing is forced`() throws {
        let marks = [
            "TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK", "tr" + "y!", "a" + "s!",
            "public " + "func", "public " + "struct", " Task" + " {", "=Task" + " {",
            "Task" + ".detached",
        ]
        var found: [String] = []
        for file in try Tree.swiftFiles(below: "Sources") {
            for (index, line) in file.lines.enumerated() {
                for mark in marks where line.contains(mark) {
                    found.append("\(file.path):\(index + 1): \(mark)")
                }
            }
        }
        #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
    }

    @Test func `what the compiler cannot check says why it holds`() throws {
        var bare: [String] = []
        for file in try Tree.swiftFiles(below: "Sources") {
            for (index, line) in file.lines.enumerated()
            where line.contains("@unchecked Sendable") || line.contains("nonisolated(unsafe)") {
                let before = index > 0 ? file.lines[index - 1] : ""
                if !before.contains("//"), !line.contains("//") {
                    bare.append("\(file.path):\(index + 1)")
                }
            }
        }
        #expect(bare.isEmpty, "\(bare.joined(separator: "\n"))")
    }

    /// `FileHandle.standardError.write` ends the process where it cannot write, and `print` tells
    /// nobody; an `Outlet` does neither.
    @Test func `what cannot be written to a standard descriptor ends nothing and is noticed`()
        throws
    {
        var found: [String] = []
        for file in try Tree.swiftFiles(below: "Sources") {
            for (index, line) in file.lines.enumerated()
            where line.contains("FileHandle.standard")
                || file.room == "casebell" && Self.prints(line)
            {
                found.append("\(file.path):\(index + 1)")
            }
        }
        #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
    }

    /// Whether it calls the global function.
    private static func prints(_ line: Substring) -> Bool {
        guard !line.contains("func ") else { return false }
        return line.split(separator: " ").contains { word in
            word.hasPrefix("print(") || word.hasPrefix("Swift.print(")
        }
    }

    @Test func `every file has something in it and ends with a line break`() throws {
        for file in try Tree.swiftFiles(below: "Sources") + Tree.swiftFiles(below: "Tests") {
            #expect(file.lines.count > 2, "\(file.path) is empty")
            #expect(file.text.hasSuffix("\n"), "\(file.path) ends without a line break")
        }
    }

    /// Printed, not failed: a long file is a sign that it holds two things.
    @Test func `sizes are worth a look`() throws {
        let sizes = try Tree.swiftFiles(below: "Sources").map { ($0.lines.count, $0.path) }
            .sorted { $0.0 > $1.0 }
        for (lines, path) in sizes.prefix(5) { print("\(lines) lines: \(path)") }
        #expect(!sizes.isEmpty)
    }

    private static func importedModule(_ line: Substring) -> String? {
        var words = line.split(separator: " ")
        while let first = words.first,
            ["package", "internal", "public", "@testable", "private", "fileprivate"]
                .contains(String(first))
        {
            words.removeFirst()
        }
        guard words.first == "import" else { return nil }
        words.removeFirst()
        let kinds = ["struct", "class", "enum", "protocol", "func", "let", "var", "typealias"]
        if let kind = words.first, kinds.contains(String(kind)) { words.removeFirst() }
        return words.first.flatMap { $0.split(separator: ".").first }.map(String.init)
    }
}
