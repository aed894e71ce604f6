//go:build race

package sample_test

func init() { raced = true }
