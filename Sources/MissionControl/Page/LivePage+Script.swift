extension LivePage {
    /// Customers' words go into the page through `textContent` alone.
    static let script = #"""
        "use strict";
        const byId = (id) => document.getElementById(id);
        const tokenKey = "casebell-token";
        const openPhases = "new,claimed,drafted,approved,answered,snoozed";
        const everyMs = 5000;
        let timer = 0;

        function say(text, isAlarm) {
          byId("state").textContent = text;
          byId("state").className = isAlarm ? "alarm" : "";
        }

        async function ask(path) {
          const headers = { Authorization: "Bearer " + sessionStorage.getItem(tokenKey) };
          const answer = await fetch(path, { headers, cache: "no-store" });
          // Only of whether the desk is ready a refusal is itself the answer.
          if (!answer.ok && path !== "readyz") {
            const problem = await answer.json().catch(() => ({}));
            throw new Error(problem.detail ?? `${path.split("?")[0]} answered ${answer.status}`);
          }
          return answer;
        }

        function cell(row, text, className) {
          const made = row.appendChild(document.createElement("td"));
          made.textContent = text;
          if (className) made.className = className;
        }

        function fill(tableID, rows, write) {
          const body = document.createElement("tbody");
          for (const item of rows) write(body.appendChild(document.createElement("tr")), item);
          byId(tableID).tBodies[0].replaceWith(body);
        }

        function parseMeasures(text) {
          const found = [];
          for (const line of text.split("\n")) {
            const match = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line);
            if (!match) continue;
            const labels = {};
            for (const [, name, value] of (match[2] || "").matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)) {
              labels[name] = value.replace(/\\(.)/g, (_, c) => (c === "n" ? "\n" : c));
            }
            found.push({ name: match[1], labels, value: Number(match[3]) });
          }
          return found;
        }

        function clock(text) {
          if (!text) return "";
          const due = new Date(text);
          const minutes = Math.round((due - Date.now()) / 60000);
          const hour = due.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
          return hour + (minutes < 0 ? ` (${-minutes}m late)` : ` (${minutes}m)`);
        }

        function figure(list, name, value, isAlarm) {
          const group = list.appendChild(document.createElement("div"));
          group.appendChild(document.createElement("dt")).textContent = name;
          const shown = group.appendChild(document.createElement("dd"));
          shown.textContent = value;
          if (isAlarm) shown.className = "alarm";
        }

        function showFigures(measures, ready) {
          const one = (name) => measures.find((m) => m.name === name)?.value ?? 0;
          const list = document.createElement("dl");
          list.id = "figures";
          const oldest = Math.round(one("casebell_outbox_oldest_seconds"));
          figure(list, "Ready", ready.isReady ? "yes" : ready.detail, !ready.isReady);
          for (const plan of measures.filter((m) => m.name === "casebell_plan_end_timestamp_seconds")) {
            figure(list, "Plan", `${plan.labels.plan} until ${clock(plan.value * 1000)}`, true);
          }
          figure(list, "Outbox", `${one("casebell_outbox_pending")} waiting`);
          figure(list, "Oldest waits", `${oldest} s`, oldest > 60);
          for (const link of measures.filter((m) => m.name === "casebell_chat_connected")) {
            figure(list, link.labels.network, link.value ? "connected" : "away", !link.value);
          }
          byId("figures").replaceWith(list);
        }

        function showLoad(measures) {
          const queues = new Map();
          for (const open of measures.filter((m) => m.name === "casebell_cases_open")) {
            const row = queues.get(open.labels.queue) ?? { P1: 0, P2: 0, P3: 0 };
            row[open.labels.priority] += open.value;
            queues.set(open.labels.queue, row);
          }
          fill("load", [...queues].sort(), (row, [queue, counts]) => {
            cell(row, queue);
            cell(row, counts.P1, counts.P1 ? "alarm" : "");
            cell(row, counts.P2);
            cell(row, counts.P3);
            cell(row, counts.P1 + counts.P2 + counts.P3);
          });
        }

        function showCases(cases) {
          const urgent = [...cases].sort(
            (a, b) => a.priority.localeCompare(b.priority) || b.points - a.points || a.case - b.case);
          fill("cases", urgent, (row, matter) => {
            const due = matter.first_response_at
                ? matter.next_response_due_at : matter.first_response_due_at;
            cell(row, "#" + matter.case);
            cell(row, matter.priority, matter.priority === "P1" ? "alarm" : "");
            cell(row, matter.phase);
            cell(row, matter.queue);
            cell(row, matter.holder ?? "free");
            cell(row, clock(due), due && new Date(due) < Date.now() ? "alarm" : "");
            cell(row, matter.customer.handle + (matter.customer.vip ? " · VIP" : ""));
            cell(row, matter.mentions.at(-1)?.text.slice(0, 280) ?? "", "words");
          });
        }

        async function refresh() {
          clearTimeout(timer);
          if (!sessionStorage.getItem(tokenKey)) return;
          try {
            const [measures, ready, cases] = await Promise.all([
              ask("metrics").then(async (answer) => parseMeasures(await answer.text())),
              ask("readyz").then(async (answer) =>
                ({ isReady: answer.ok, detail: (await answer.json()).detail })),
              ask(`v1/cases?phase=${openPhases}&limit=50`).then((answer) => answer.json()),
            ]);
            showFigures(measures, ready);
            showLoad(measures);
            showCases(cases);
            byId("desk").hidden = false;
            byId("leave").hidden = false;
            say("As of " + new Date().toLocaleTimeString());
          } catch (error) {
            say("Not up to date: " + error.message, true);
          }
          timer = setTimeout(refresh, everyMs);
        }

        byId("door").addEventListener("submit", (event) => {
          event.preventDefault();
          sessionStorage.setItem(tokenKey, byId("token").value.trim());
          byId("token").value = "";
          refresh();
        });
        byId("leave").addEventListener("click", () => {
          sessionStorage.removeItem(tokenKey);
          clearTimeout(timer);
          byId("desk").hidden = true;
          byId("leave").hidden = true;
          say("Not connected");
        });
        refresh();
        """#
}
