package storefile

import (
	"bytes"
	"io"

	"monev/internal/store"
	"monev/internal/store/ledger"
	"monev/internal/store/textjournal"
)

// checker follows the chain of events in a goroutine of its own, and compares the text
// journal with them in the one that reads the store: so both have about as much to do.
type checker struct {
	full  chan *batch
	empty chan *batch
	now   *batch // being filled
	done  chan struct{}

	text *textjournal.Reader
	same bool // so far the text has the same events
	cmp  Text

	// What follows belongs to the goroutine until done is closed.
	err    error
	last   uint64                // event
	hash   [ledger.HashSize]byte // of it
	hashed int                   // how much of hash is set: nothing before the first event
}

// batch is some events, one behind the other.
type batch struct {
	lines []byte
	parts []part
}

type part struct {
	seq uint64
	end int // in lines
}

// Sizes of a batch, in bytes, and how many there are: enough that neither side waits
// for the other, little enough to stay in the cache.
const (
	batchSize  = 128 << 10
	batchCount = 4
)

// newChecker starts a checker, which end must end. text may be nil.
func newChecker(text io.Reader) *checker {
	c := &checker{
		full:  make(chan *batch, batchCount),
		empty: make(chan *batch, batchCount),
		done:  make(chan struct{}),
		same:  text != nil,
	}
	if text != nil {
		c.text = textjournal.NewReader(text)
	}
	for range batchCount {
		c.empty <- &batch{lines: make([]byte, 0, 2*batchSize)}
	}
	go c.run()
	return c
}

func (c *checker) run() {
	defer close(c.done)
	for b := range c.full {
		from := 0
		for _, p := range b.parts {
			if c.err = c.event(p.seq, b.lines[from:p.end]); c.err != nil {
				return
			}
			from = p.end
		}
		b.lines, b.parts = b.lines[:0], b.parts[:0]
		c.empty <- b
	}
}

// take gives it the next event, which it copies, and returns the first error so far.
func (c *checker) take(seq uint64, line []byte) error {
	if err := c.beside(seq, line); err != nil {
		return err
	}
	if c.now == nil {
		select {
		case c.now = <-c.empty:
		case <-c.done:
			return c.err
		}
	}
	b := c.now
	b.lines = append(b.lines, line...)
	b.parts = append(b.parts, part{seq, len(b.lines)})
	if len(b.lines) >= batchSize {
		c.full <- b // there is room for all of them
		c.now = nil
	}
	return nil
}

// end waits until all events are checked and returns the first error.
func (c *checker) end() error {
	if c.now != nil {
		c.full <- c.now
	}
	close(c.full)
	<-c.done
	return c.err
}

// head is the last event; to be asked behind end.
func (c *checker) head() store.Head {
	return store.Head{Seq: c.last, Hash: string(c.hash[:c.hashed])}
}

func (c *checker) event(seq uint64, line []byte) error {
	var hash [ledger.HashSize]byte
	prev, ok := ledger.LinkInto(&hash, line)
	if !ok || seq != c.last+1 || !bytes.Equal(prev, c.hash[:c.hashed]) {
		return &Broken{Seq: c.last + 1}
	}
	c.last, c.hash, c.hashed = seq, hash, len(hash)
	return nil
}

// beside compares an event with the next one of the text.
func (c *checker) beside(seq uint64, line []byte) error {
	if !c.same {
		return nil
	}
	copied, err := c.text.Next()
	c.same = err == nil && bytes.Equal(copied, line)
	switch {
	case err == io.EOF:
	case err != nil:
		return err
	case c.same:
		c.cmp.Same = seq
	default:
		c.cmp.More++
	}
	return nil
}

// rest reads the text to its end and says how it stands to the store.
func (c *checker) rest() (Text, error) {
	if c.text == nil {
		return Text{}, nil
	}
	for {
		_, err := c.text.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return Text{}, err
		}
		c.cmp.More++
	}
	c.cmp.Found = c.text.Found()
	return c.cmp, nil
}
