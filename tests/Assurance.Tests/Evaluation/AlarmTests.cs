using System.Text.Json;
using NfvOrchestrator.Assurance.Alarms;
using NfvOrchestrator.Platform.Messaging;

namespace NfvOrchestrator.Assurance.Tests.Evaluation;

public sealed class AlarmTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Raised_changed_cleared_and_raised_again()
    {
        AlarmIntake.Apply(null, Told(0), cleared: true, "s").ShouldBeNull();
        var raised = AlarmIntake.Apply(null, Told(0), cleared: false, "s")!;
        AlarmIntake.Apply(raised, Told(0), cleared: false, "s").ShouldBeNull();
        var worse = AlarmIntake.Apply(raised, Told(5) with { PerceivedSeverity = "CRITICAL" }, cleared: false, "s")!;
        (worse.PerceivedSeverity, worse.RaisedAt, worse.TimesRaised).ShouldBe(("CRITICAL", Start, 1));
        AlarmIntake.Apply(worse, Told(3), cleared: true, "s").ShouldBeNull();
        var cleared = AlarmIntake.Apply(worse, Told(9), cleared: true, "s")!;
        (cleared.State, cleared.ClearedAt).ShouldBe((AlarmState.Cleared, Start.AddSeconds(9)));
        var again = AlarmIntake.Apply(cleared, Told(20), cleared: false, "s")!;
        (again.State, again.TimesRaised, again.ClearedAt).ShouldBe((AlarmState.Raised, 2, null));
    }

    [Fact]
    public void Network_events_are_alarms_and_nonsense_is_not()
    {
        var down = AlarmReader.Read(Event("nfv.sdn.path.down", """{"key":"p1","tags":{"nsInstanceId":"ns1"},"reason":"link l1 is down"}"""))!.Value;
        (down.Alarm.AlarmId, down.Alarm.InstanceId, down.Cleared, down.Alarm.PerceivedSeverity).ShouldBe(("nfv.sdn.path:p1", "ns1", false, "CRITICAL"));
        var up = AlarmReader.Read(Event("nfv.sdn.path.up", """{"key":"p1"}"""))!.Value;
        (up.Alarm.AlarmId, up.Cleared).ShouldBe(("nfv.sdn.path:p1", true));
        AlarmReader.Read(Event(AlarmEvent.RaisedType, """{"alarmId":7}""")).ShouldBeNull();
        AlarmReader.Read(Event("something.else", "{}")).ShouldBeNull();
    }

    private static AlarmEvent Told(int second) => new() { AlarmId = "a", ObjectId = "o", PerceivedSeverity = "MAJOR", ProbableCause = "c", Time = Start.AddSeconds(second) };

    private static CloudEvent Event(string type, string json)
    {
        using var document = JsonDocument.Parse(json);
        return new CloudEvent { Id = "1", Source = "s", Type = type, Time = Start, Tenant = "t", Data = document.RootElement.Clone() };
    }
}
