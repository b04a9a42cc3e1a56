using System.Collections.Concurrent;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vnfm.Descriptors;

namespace NfvOrchestrator.Vnfm.Tests.Descriptors;

public sealed class SharedQuestionsTests
{
    private readonly ConcurrentQueue<TaskCompletionSource<int>> asked = new();
    private readonly SharedQuestions<string, int> questions;

    public SharedQuestionsTests() => questions = new SharedQuestions<string, int>(_ =>
    {
        var answer = new TaskCompletionSource<int>();
        asked.Enqueue(answer);
        return answer.Task;
    });

    [Fact]
    public async Task Who_asks_while_a_question_is_under_way_shares_the_next_one()
    {
        var first = questions.AskAsync("a", default);
        await AskedAsync(1);
        var later = new[] { questions.AskAsync("a", default), questions.AskAsync("a", default) };
        asked.ElementAt(0).SetResult(1);
        (await first).ShouldBe(1);
        await AskedAsync(2);
        later.ShouldAllBe(l => !l.IsCompleted, "an answer from before the question is none");
        asked.ElementAt(1).SetResult(2);
        (await Task.WhenAll(later)).ShouldBe([2, 2]);

        var anew = questions.AskAsync("a", default);
        await AskedAsync(3);
        asked.ElementAt(2).SetResult(3);
        (await anew).ShouldBe(3);
    }

    [Fact]
    public async Task A_failure_is_of_those_who_asked_and_the_next_question_is_asked()
    {
        var first = questions.AskAsync("a", default);
        await AskedAsync(1);
        var second = questions.AskAsync("a", default);
        asked.ElementAt(0).SetException(new TimeoutException("silent"));
        await Should.ThrowAsync<TimeoutException>(first);
        await AskedAsync(2);
        asked.ElementAt(1).SetResult(2);
        (await second).ShouldBe(2);
    }

    [Fact]
    public async Task Who_stops_waiting_takes_the_answer_from_nobody()
    {
        using var impatient = new CancellationTokenSource();
        var first = questions.AskAsync("a", impatient.Token);
        await AskedAsync(1);
        var second = questions.AskAsync("a", default);
        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);
        asked.ElementAt(0).SetResult(1);
        await AskedAsync(2);
        asked.ElementAt(1).SetResult(2);
        (await second).ShouldBe(2);
    }

    [Fact]
    public async Task Questions_about_different_things_wait_for_nothing()
    {
        _ = questions.AskAsync("a", default);
        var other = questions.AskAsync("b", default);
        await AskedAsync(2);
        foreach (var answer in asked)
        {
            answer.SetResult(7);
        }
        (await other).ShouldBe(7);
    }

    private Task AskedAsync(int count) => Eventually.HoldsAsync(() => asked.Count == count, $"{count} questions are asked");
}
