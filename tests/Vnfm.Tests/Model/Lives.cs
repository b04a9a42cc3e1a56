using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace NfvOrchestrator.Vnfm.Tests.Model;

/// <summary>Random lives, lived one after the other; one that fails is cut short.</summary>
internal static class Lives
{
    /// <summary>Lives them; throws with the shortest that was found to fail.</summary>
    /// <param name="live">Lives one.</param>
    /// <param name="count">How many.</param>
    /// <param name="longest">Most operations in a life.</param>
    /// <param name="begin">Where the random numbers begin, <c>seed,gamma</c>; <c>seed,gamma,size</c>, as a failure prints it, lives the one that failed.</param>
    /// <param name="shrink">Whether a life that failed is lived again, shorter; where that takes too long it is told as it was.</param>
    public static Task LiveAsync(Func<IReadOnlyList<Move>, Task> live, int count, int longest, string begin, bool shrink = true)
    {
        var numbers = Gen.Choose(0, 1 << 20);
        var move = from operation in numbers
                   from choice in numbers
                   from fault in numbers
                   from at in Gen.Choose(0, 11)
                   from continuations in numbers
                   from disturbance in numbers
                   select new Move(operation, choice, fault, at, continuations, disturbance);
        var life = Gen.Choose(1, longest).SelectMany(length => move.ListOf(length)).Select(moves => (IReadOnlyList<Move>)[.. moves]);
        var random = begin.Trim('(', ')').Split(',');
        var (seed, gamma) = (ulong.Parse(random[0], CultureInfo.InvariantCulture), ulong.Parse(random[1], CultureInfo.InvariantCulture));
        var config = Config.QuickThrowOnFailure.WithMaxTest(count);
        config = random.Length > 2 ? config.WithReplay(seed, gamma, int.Parse(random[2], CultureInfo.InvariantCulture)) : config.WithReplay(seed, gamma);
        return Task.Run(() => Prop.ForAll(Arb.From(life, shrink ? Shorter : static _ => []), moves => live(moves).GetAwaiter().GetResult()).Check(config));
    }

    /// <summary>By halves, then by single moves.</summary>
    private static IEnumerable<IReadOnlyList<Move>> Shorter(IReadOnlyList<Move> moves)
    {
        if (moves.Count > 2)
        {
            yield return [.. moves.Take(moves.Count / 2)];
            yield return [.. moves.Skip(moves.Count / 2)];
        }
        for (var i = 0; moves.Count > 1 && i < moves.Count; i++)
        {
            yield return [.. moves.Take(i), .. moves.Skip(i + 1)];
        }
    }
}
