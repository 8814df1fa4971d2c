extension LivePage {
    static let style = """
        :root {
          color-scheme: light dark;
          --ground: light-dark(#f7f7f5, #16181b);
          --card: light-dark(#ffffff, #1f2226);
          --ink: light-dark(#1c1d1f, #e8e8e6);
          --quiet: light-dark(#5c6066, #a3a8ae);
          --rule: light-dark(#d9dadb, #363a40);
          --accent: light-dark(#0b57a4, #8ab8f0);
          --alarm: light-dark(#b3261e, #ff8a80);
        }
        * { box-sizing: border-box; }
        body {
          margin: 0; padding: 1rem clamp(1rem, 3vw, 2.5rem) 3rem;
          background: var(--ground); color: var(--ink);
          font: 16px/1.5 system-ui, sans-serif;
        }
        header { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center; }
        h1 { font-size: 1.3rem; margin: 0; }
        h2 { font-size: 1rem; margin: 0 0 .6rem; }
        #state { margin: 0; color: var(--quiet); flex: 1 1 12rem; }
        #state.alarm { color: var(--alarm); font-weight: 600; }
        form { display: flex; gap: .5rem; align-items: center; }
        input, button {
          font: inherit; padding: .3rem .7rem; border: 1px solid var(--rule);
          border-radius: 6px; background: var(--card); color: inherit;
        }
        button { color: var(--accent); cursor: pointer; }
        :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
        [hidden] { display: none; }
        main { display: grid; gap: 1rem; margin-top: 1rem; }
        section {
          background: var(--card); border: 1px solid var(--rule); border-radius: 8px;
          padding: 1rem; overflow-x: auto;
        }
        dl { display: flex; flex-wrap: wrap; gap: .5rem 2.5rem; margin: 0; }
        dt { color: var(--quiet); font-size: .85rem; }
        dd { margin: 0; font-size: 1.15rem; font-variant-numeric: tabular-nums; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
        th, td { text-align: left; padding: .35rem .8rem .35rem 0; vertical-align: top; }
        thead th { color: var(--quiet); font-size: .85rem; font-weight: 500; }
        tbody tr { border-top: 1px solid var(--rule); }
        .alarm { color: var(--alarm); font-weight: 600; }
        .words { min-width: 16rem; max-width: 40rem; overflow-wrap: anywhere; }
        """
}
