package lke

// How the search works. Requirements nest: areas, pengungkit above them, the
// total above all, and a few on hasil alone. A raised question adds the same
// points whatever else is raised. So, for each area and each sum of efforts,
// only the greatest gain matters (a knapsack); areas that meet their own minimum
// are then combined by effort; the smallest effort whose gain covers what
// pengungkit and total still need is the answer. The few choices of hasil are
// tried in every combination.

// table holds, for each effort 0…n, the greatest gain reachable with at most it.
type table struct {
	moves []move
	gain  []wide
	took  [][]bool // by move and effort: is it in the best set
}

// newTable solves one area.
func newTable(moves []move) table {
	total := 0
	for _, m := range moves {
		total += m.cost
	}
	t := table{moves: moves, gain: make([]wide, total+1), took: make([][]bool, len(moves))}
	for i, m := range moves {
		row := make([]bool, total+1)
		for c := total; c >= m.cost; c-- {
			if with := t.gain[c-m.cost].add(m.w); t.gain[c].less(with) {
				t.gain[c], row[c] = with, true
			}
		}
		t.took[i] = row
	}
	return t
}

// set is the best set within effort c.
func (t *table) set(c int) []move {
	var out []move
	for i := len(t.moves) - 1; i >= 0; i-- {
		if t.took[i][c] {
			out = append(out, t.moves[i])
			c -= t.moves[i].cost
		}
	}
	return out
}

// join combines what was combined before with one more area.
type join struct {
	gain []wide
	ok   []bool // some division of this effort meets every area's minimum
	here []int  // effort of the last area in the best division
}

func (j join) with(t *table, need wide) join {
	least := 0
	for least < len(t.gain) && t.gain[least].less(need) {
		least++
	}
	n := len(j.gain) + len(t.gain) - 1
	out := join{make([]wide, n), make([]bool, n), make([]int, n)}
	for c, g := range j.gain {
		if !j.ok[c] {
			continue
		}
		for x := least; x < len(t.gain); x++ {
			if sum := g.add(t.gain[x]); !out.ok[c+x] || out.gain[c+x].less(sum) {
				out.gain[c+x], out.ok[c+x], out.here[c+x] = sum, true, x
			}
		}
	}
	return out
}

// target names what a minimum looks at.
type target struct {
	scope scope
	at    int
}

// search finds the cheapest set. hopeless has said that there is one; ok is
// false if the figures do not fit a wide.
func (f *finder) search() (best []move, ok bool) {
	areas, hasil, needs := make([][]move, len(f.in.Areas)), f.moves(f.in.Outcome.Subs), f.needs()
	if f.o.LeverOnly {
		hasil = nil
	}
	var nums []Num
	for _, n := range needs {
		nums = append(nums, n)
	}
	for i := range areas {
		areas[i] = f.areaMoves(i)
	}
	for _, list := range append(areas, hasil) {
		for _, m := range list {
			nums = append(nums, m.gain)
		}
	}
	sc := newScaler(f.in.Weight, nums)
	if !sc.ok {
		return nil, false
	}

	tables := make([]table, len(areas))
	joins := []join{{make([]wide, 1), []bool{true}, []int{0}}}
	for i, moves := range areas {
		for k := range moves {
			moves[k].w = sc.wide(moves[k].gain)
		}
		tables[i] = newTable(moves)
		joins = append(joins, joins[i].with(&tables[i], sc.wide(needs[target{onArea, i}])))
	}

	cost, c := -1, 0
	var gain wide
	for mask := range 1 << len(hasil) {
		extra := take(hasil, mask)
		if !f.hasilMet(extra.moves, needs) {
			continue
		}
		goal := sc.wide(needs[target{onLever, 0}])
		if rest := needs[target{onTotal, 0}].Sub(extra.gain); rest.Sign() > 0 {
			if w := sc.wide(rest); goal.less(w) {
				goal = w
			}
		}
		at, ok := joins[len(areas)].least(goal)
		if !ok || cost >= 0 && extra.cost+at > cost {
			continue
		}
		if all := joins[len(areas)].gain[at].add(sc.wide(extra.gain)); cost < 0 || extra.cost+at < cost || gain.less(all) {
			cost, c, gain, best = extra.cost+at, at, all, extra.moves
		}
	}
	for i := len(areas) - 1; i >= 0; i-- {
		x := joins[i+1].here[c]
		best = append(best, tables[i].set(x)...)
		c -= x
	}
	return best, cost >= 0
}

// least is the smallest effort that gains at least goal.
func (j join) least(goal wide) (int, bool) {
	for c := range j.gain {
		if j.ok[c] && !j.gain[c].less(goal) {
			return c, true
		}
	}
	return 0, false
}

// pick is some of the moves on hasil.
type pick struct {
	moves []move
	cost  int
	gain  Num
}

func take(from []move, mask int) pick {
	var p pick
	for k, m := range from {
		if mask>>k&1 == 1 {
			p.moves = append(p.moves, m)
			p.cost += m.cost
			p.gain = p.gain.Add(m.gain)
		}
	}
	return p
}

// needs is what each requirement asked for still lacks; one that is met has no entry.
func (f *finder) needs() map[target]Num {
	out := map[target]Num{}
	for i := range f.m.Rows {
		row := &f.m.Rows[i]
		if !f.counts(row) {
			continue
		}
		if short := row.Points.Sub(f.o.Basis.Of(*f.r.at(row))); short.Sign() > 0 {
			out[target{row.scope, row.at}] = short
		}
	}
	return out
}

// hasilMet tells whether the requirements on hasil hold after these moves.
func (f *finder) hasilMet(taken []move, needs map[target]Num) bool {
	for p, short := range needs {
		if p.scope != onSub && p.scope != onItem {
			continue
		}
		for _, m := range taken {
			if p.scope == onSub && m.it.Sub.Index == p.at || p.scope == onItem && m.it.Index == p.at {
				short = short.Sub(m.gain)
			}
		}
		if short.Sign() > 0 {
			return false
		}
	}
	return true
}
