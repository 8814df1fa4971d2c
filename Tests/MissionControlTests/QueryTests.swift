import Casework
import Notation
import Testing

@testable import MissionControl

struct QueryTests {
    @Test func `decodes values and takes empty ones for missing`() throws {
        var query = Query("a=x%20y+z%C3%A9&b=&n=42&p=new,claimed", known: ["a", "b", "n", "p"])
        #expect(query.text("a") == "x y zé")
        #expect(query.text("b") == nil)
        #expect(query.number("n", in: 1...50) == 42)
        #expect(query.phases("p") == [.new, .claimed])
        try query.check()
    }

    @Test(arguments: [
        ("c=1", "/c"), ("a=1&a=2", "/a"), ("a=%zz", ""), ("a=%C3", ""), ("n=51", "/n"),
        ("n=x", "/n"), ("n=%2B5", "/n"), ("n=-0", "/n"), ("n=5.0", "/n"), ("n=%D9%A5", "/n"),
        ("n=", "/n"), ("p=open", "/p"), ("p=", "/p"), ("p=new,", "/p"),
        ("p=open,shut,lost", "/p"), ("b/c~=1", "/b~1c~0"), ("x%0Ay=1", "/x\\u{a}y"),
    ])
    func `names what it cannot understand`(text: String, pointer: String) {
        var query = Query(text[...], known: ["a", "n", "p"])
        _ = query.number("n", in: 1...50)
        _ = query.phases("p")
        #expect(query.faults.map(\.pointer) == [pointer])
        #expect(throws: Problem.self) { try query.check() }
    }
}
